"""Reads ``name(values).method(values)`` from text, and nothing else: no code is run; knows nothing of eases."""

from __future__ import annotations

import ast
from collections.abc import Callable

from pizza.errors import BadValue

Maker = Callable[..., object]


def read(
    text: str, *, named: Callable[[str], object], called: Callable[[str], Maker], method: Callable[..., Maker]
) -> object:
    """The value of an expression of names, calls, methods and plain values.

    `named` gives the value of a name, `called` what a name does when it is called, `method` that of a value's method.
    Raises `BadValue` where the text is anything else or a call does not fit.

    ```
    read("max(1, 2)", named=str, called=dict(max=max).get, method=getattr)         # 2
    ```
    """

    def value(node: ast.expr) -> object:
        match node:
            case ast.Name(id=name):
                return named(name)
            case ast.Call(func=func, args=args, keywords=words):
                make = maker(func)
                try:
                    return make(*map(value, args), **{w.arg: value(w.value) for w in words if w.arg})
                except TypeError as error:
                    raise BadValue(f"{text!r}: {error}.") from None
        try:
            return ast.literal_eval(node)
        except ValueError:
            raise BadValue(f"{text!r} holds more than names, calls and plain values.") from None

    def maker(func: ast.expr) -> Maker:
        match func:
            case ast.Name(id=name):
                return called(name)
            case ast.Attribute(value=inner, attr=name):
                return method(value(inner), name)
        raise BadValue(f"{text!r} calls something that has no name.")

    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError:
        raise BadValue(f"{text!r} does not read as a name or a call, such as 'back_out(0.2)'.") from None
    return value(tree)
