"""The way out of an error: the near name, the keywords there are, what manim's name is here. Knows no files or lines."""

from __future__ import annotations

import ast
import builtins
import inspect
import re
import sys
import typing
from collections.abc import Callable, Iterable, Mapping
from types import FrameType, ModuleType

from pizza.animation.base import Animation
from pizza.app.messages.manim_names import INSTEAD
from pizza.errors import suggest
from pizza.nodes.keywords import STYLING

_UNEXPECTED = re.compile(r"([\w.<>]+)\(\) (?:got an unexpected keyword argument|has no keyword) '(\w+)'")
_ARGUMENTS = re.compile(r"([\w.<>]+)\(\) (?:missing|takes) ")


def hint_for(error: BaseException, frame: FrameType | None) -> str:
    """A way out of an error that Python raised; `frame` is where it was raised. Empty where there is none to tell."""
    name = str(getattr(error, "name", None)).partition(".")[0]
    if isinstance(error, NameError | AttributeError | ImportError) and name in INSTEAD:
        return INSTEAD[name]
    if "Did you mean" in str(error):  # newer Pythons say it themselves
        return ""
    if isinstance(error, AttributeError) and error.name:
        return suggest(error.name, _public(dir(error.obj))).strip()
    if isinstance(error, NameError) and error.name and frame is not None:
        # What begins with a capital is meant to be a class of pizza's: a builtin that looks like it would mislead.
        known = [*frame.f_locals, *frame.f_globals, *([] if error.name[0].isupper() else dir(builtins))]
        return suggest(error.name, known).strip()
    if isinstance(error, ImportError):
        return _import_hint(error)
    if isinstance(error, TypeError):
        return keyword_hint(error, frame) or _signature_hint(error, frame)
    return ""


def keyword_hint(error: BaseException, frame: FrameType | None) -> str:
    """The near keyword, or all there are, where the error is about a keyword that a function does not take."""
    match = _UNEXPECTED.search(str(error))
    if match is None or frame is None or "Did you mean" in str(error):
        return ""
    function = _function(match[1], frame)
    owner = _function(match[1].removesuffix(".__init__"), frame)
    if match[2] in STYLING and isinstance(owner, type) and issubclass(owner, Animation):
        return f"It is play's, for any animation: self.play(..., {match[2]}=...)."
    keywords = _keywords_of(function) if function else []
    told = set(str(error).partition(" takes ")[2].rstrip(".").split(", "))
    left = [k for k in keywords if k not in told]
    listed = f"It takes{' also' if told != {''} else ''}: {', '.join(left)}." if left else ""
    return suggest(match[2], keywords, otherwise=listed).strip()


def called_on_a_class(source: str, frame: FrameType) -> str:
    """What to say where a line calls a method on a class (`Square.shift(UP)`) in place of an object; or nothing."""
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a line of many
        return ""
    for call in ast.walk(tree):
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Attribute)
            and isinstance(call.func.value, ast.Name)
        ):
            owner, verb = call.func.value.id, call.func.attr
            value = frame.f_locals.get(owner, frame.f_globals.get(owner))
            if isinstance(value, type) and inspect.isfunction(inspect.getattr_static(value, verb, None)):
                return f"{verb} was called on the class {owner}. Write {owner}(...).{verb}(...)."
    return ""


def as_called(text: str, source: str, frame: FrameType) -> str:
    """A text in which a class that lent its `__init__` goes by the name that the author called: Create, not its base."""
    scope = frame.f_globals | frame.f_locals
    for name in re.findall(r"\b([A-Z]\w*)\(", source):
        value = scope.get(name)
        made = getattr(value, "__init__", None) if isinstance(value, type) else None
        if inspect.isfunction(made) and made.__qualname__ != f"{name}.__init__":
            text = re.sub(rf"\b{made.__qualname__.partition('.')[0]}\(", f"{name}(", text)
    return text


def _public(names: Iterable[str]) -> list[str]:
    return [name for name in names if not name.startswith("_")]


def _import_hint(error: ImportError) -> str:
    match = re.search(r"cannot import name '(\w+)' from '([\w.]+)'", str(error))
    if match and match[1] in INSTEAD:
        return INSTEAD[match[1]]
    if match and match[2] in sys.modules:
        return suggest(match[1], _public(dir(sys.modules[match[2]]))).strip()
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"Install it (pip install {error.name.partition('.')[0]}), or check the spelling."
    return ""


def _signature_hint(error: TypeError, frame: FrameType | None) -> str:
    """How a function is written, where the error is about how many arguments it got."""
    match = _ARGUMENTS.search(str(error))
    function = _function(match[1], frame) if match and frame else None
    if match is None or function is None:
        return ""
    parts = match[1].split(".")
    name = parts[-2] if parts[-1] == "__init__" and len(parts) > 1 else parts[-1]
    return f"Write {name}({_positional(function)})."


def _positional(function: Callable[..., object]) -> str:
    """The arguments that a function takes by place, with plain defaults; dots for the rest."""
    out = []
    rest = False
    for p in inspect.signature(function).parameters.values():
        if p.kind is p.VAR_POSITIONAL:
            out.append(f"*{p.name}")
        elif p.kind is not p.POSITIONAL_OR_KEYWORD:
            rest = True
        elif p.name != "self":
            plain = p.default is None or isinstance(p.default, int | float | str)
            out.append(p.name if p.default is p.empty else f"{p.name}={p.default!r}" if plain else f"{p.name}=...")
    return ", ".join([*out, "..."] if rest else out)


def _function(qualified: str, frame: FrameType) -> Callable[..., object] | None:
    """The function that has this qualified name, as error messages give it."""
    pizza = [module for name, module in sys.modules.items() if name.split(".")[0] == "pizza"]
    for scope in [frame.f_globals | frame.f_locals, *(vars(module) for module in pizza)]:
        target = _lookup(scope, qualified.split("."))
        if callable(target):
            return target
    return None


def _lookup(scope: Mapping[str, object], parts: list[str]) -> object:
    value: object = scope.get(parts[0])
    for part in parts[1:]:
        if value is None:
            return None
        value = getattr(value, part, None)
    return None if isinstance(value, ModuleType) else value


def _keywords_of(function: Callable[..., object]) -> list[str]:
    try:
        parameters = inspect.signature(function).parameters.values()
        made = function.__init__ if isinstance(function, type) else function  # type: ignore[misc]
        hints = typing.get_type_hints(inspect.unwrap(made), include_extras=True)
    except (TypeError, ValueError, NameError):
        return []
    takes = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    names = [p.name for p in parameters if p.kind in takes and p.name != "self"]
    for p in parameters:
        if p.kind is inspect.Parameter.VAR_KEYWORD:  # **style: Unpack[StyleArgs]
            names += [name for style in typing.get_args(hints.get(p.name)) for name in style.__annotations__]
    return names
