"""Scripts become scenes."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import dedent

import pytest

from pizza.app.scene_choice import chosen, picked
from pizza.app.script_file import load_script
from pizza.errors import ScriptError, UnknownName

TWO = """
    from pizza import Scene

    class Second(Scene):
        def construct(self):
            self.wait()

    class First(Second):
        pass
"""


@pytest.fixture
def script(tmp_path: Path):
    def write(text: str, name: str = "script.py") -> Path:
        path = tmp_path / name
        path.write_text(dedent(text))
        return path

    return write


def test_scenes_come_in_the_order_of_their_definition(script):
    assert load_script(script(TWO)).names == ("Second", "First")


def test_hidden_and_imported_scenes_are_not_listed(script):
    script(TWO, "other.py")
    path = script(
        """
        from pizza import Scene
        from other import First

        class _Base(Scene):
            def construct(self):
                self.wait()

        class Mine(_Base):
            pass

        Alias = Mine
        """
    )
    assert load_script(path).names == ("Mine",)


def test_a_base_without_construct_is_no_scene_to_render(script):
    path = script(
        """
        from pizza import Scene

        class Base(Scene):
            background = "white"

        class Mine(Base):
            def construct(self):
                self.wait()
        """
    )
    assert load_script(path).names == ("Mine",)


def test_a_script_imports_what_lies_beside_it_and_leaves_no_trace_on_the_path(script):
    script("VALUE = 3", "beside_the_script.py")
    before = list(sys.path)
    load_script(script(TWO + "\n    import beside_the_script\n"))
    assert sys.path == before


def test_what_stands_below_the_main_guard_is_left_out(script):
    load_script(script(TWO + '\n    if __name__ == "__main__":\n        raise SystemExit(3)\n'))


def test_dataclasses_work_in_a_script(script):
    load_script(script(dedent(TWO) + "from dataclasses import dataclass\n@dataclass\nclass Pair:\n    x: 'int'\n"))


def test_a_missing_file_suggests_the_near_one(script):
    path = script(TWO, "tokens.py")
    with pytest.raises(ScriptError, match="Did you mean 'tokens.py'"):
        load_script(path.with_name("token.py"))


def test_a_scene_without_construct_says_what_is_missing(script):
    path = script("from pizza import Scene\n\nclass Mine(Scene):\n    def constuct(self):\n        pass\n")
    with pytest.raises(ScriptError, match="'constuct'"):
        load_script(path)


def test_an_unknown_scene_suggests_the_near_one_and_lists_all(script):
    loaded = load_script(script(TWO))
    with pytest.raises(UnknownName, match=r"Did you mean 'First'\? It holds: Second, First"):
        chosen(loaded, ["Frist"])


def test_without_a_name_several_scenes_are_listed(script):
    with pytest.raises(ScriptError, match="Second\n  First"):
        chosen(load_script(script(TWO)), [])


@pytest.mark.parametrize(
    ("answer", "names"),
    [("1", ["Second"]), ("2, 1", ["First", "Second"]), ("First", ["First"]), ("all", ["Second", "First"])],
)
def test_an_answer_names_scenes_by_number_or_name(script, answer: str, names: list[str]):
    assert [scene.__name__ for scene in picked(answer, load_script(script(TWO)))] == names


@pytest.mark.parametrize("answer", ["0", "3", "Third"])
def test_an_answer_that_names_nothing_is_refused(script, answer: str):
    with pytest.raises((ScriptError, UnknownName)):
        picked(answer, load_script(script(TWO)))
