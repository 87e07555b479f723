from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.model import Unreadable
from uvlint.project import Project
from uvlint.uv.required import assumed, required_version
from uvlint.uv.version import NEWEST, Version, parse

PROJECT = '[project]\nname = "demo"\n'
MINE = Version(0, 5, 3)


def requiring(text: str) -> str:
    return f"{PROJECT}[tool.uv]\nrequired-version = {text}\n"


@pytest.mark.parametrize(
    "text",
    [
        *("1", "true", "[]", "['>=0.5']", "{}"),
        *("''", "' '", "'*'", "'^0.5'", "'0.5 || 0.6'", "'newest'", "'>=0.5 ; x'", "'>=0.x'"),
        *("'>=0.5,<0.5'", "'<0'", "'>=99999999999999999999,<1'", f"'>={'9' * 5000}'"),
    ],
)
def test_a_requirement_that_says_nothing(text: str, lay_out: LayOut) -> None:
    assert assumed(lay_out({"pyproject.toml": requiring(text)})) == NEWEST


@pytest.mark.parametrize(
    ("text", "lowest"),
    [
        *((">=0.5", "0.5.0"), (">=0.5.12,<0.7", "0.5.12"), ("<0.7,>=0.5.12", "0.5.12")),
        *((">0.5", "0.5.1"), (">0.5.3", "0.5.4"), (">0.5.31", "0.6.0"), (">=0.5.0a1", "0.5.0")),
        *(("==0.7.2", "0.7.2"), ("== 0.7", "0.7.0"), ("==0.6.*", "0.6.0"), ("===0.7.2", "0.7.2")),
        *(("0.7.2", "0.7.2"), ("v0.7.2", "0.7.2"), ("0.7", "0.7.0"), ("~=0.7.2", "0.7.2")),
        *(("~=0.7", "0.7.0"), (">=0.5,>=0.6.1", "0.6.1"), (">=0.14", "0.14.0"), (">=1", "1.0.0")),
        *((">=0.5,!=0.5.0", "0.5.1"), (">=0.5,!=0.5.0,!=0.5.1", "0.5.2")),
        *((">=0.5,!=0.5.*", "0.6.0"), ("~=0.5.2,!=0.5.2", "0.5.3")),
        *(("<0.7", "0.6.17"), ("<=0.7.2", "0.7.2"), ("<0.7.2", "0.7.1"), ("!=0.13.9", "0.13.8")),
        *(("<1", str(NEWEST)), ("!=0.7.2", str(NEWEST)), ("<0.7,!=0.6.17", "0.6.16")),
    ],
)
def test_the_lowest_version_that_is_allowed(text: str, lowest: str, lay_out: LayOut) -> None:
    assert str(assumed(lay_out({"pyproject.toml": requiring(f"'{text}'")}))) == lowest


class TestWhoSpeaks:
    def test_nobody(self, lay_out: LayOut) -> None:
        project = lay_out({"pyproject.toml": PROJECT})
        assert assumed(project) == NEWEST
        assert assumed(project, seen=MINE) == NEWEST
        assert assumed(lay_out({"setup.py": ""})) == NEWEST

    def test_the_settings_of_uvlint_before_all(self, lay_out: LayOut) -> None:
        project = lay_out({"pyproject.toml": requiring("'>=0.7'")})
        assert assumed(project, MINE, seen=Version(0, 8, 0)) == MINE

    @pytest.mark.parametrize(
        ("text", "seen", "expected"),
        [
            (">=0.5", "0.8.4", "0.8.4"),
            (">=0.5,<0.8", "0.8.4", "0.5.0"),
            (">=0.8.5", "0.8.4", "0.8.5"),
            ("<0.9", "0.8.4", "0.8.4"),
            ("==0.5.1", "0.8.4", "0.5.1"),
            ("nonsense", "0.8.4", str(NEWEST)),
        ],
    )
    def test_traces_where_they_are_allowed(
        self, text: str, seen: str, expected: str, lay_out: LayOut
    ) -> None:
        project = lay_out({"pyproject.toml": requiring(f"'{text}'")})
        assert str(assumed(project, seen=parse(seen))) == expected

    def test_uv_toml_before_pyproject(self, lay_out: LayOut) -> None:
        files = {"pyproject.toml": requiring("'0.7.2'"), "uv.toml": "required-version = '0.5.3'"}
        assert assumed(lay_out(files)) == MINE
        assert assumed(lay_out({**files, "uv.toml": "offline = true"})) == NEWEST

    def test_text_that_is_not_on_disk(self, lay_out: LayOut) -> None:
        project = lay_out({"pyproject.toml": PROJECT})
        changed = project.with_files({"pyproject.toml": requiring("'0.5.3'").encode()})
        assert assumed(changed) == MINE

    def test_the_root_of_a_workspace_for_its_members(self, lay_out: LayOut) -> None:
        root = lay_out(
            {
                "pyproject.toml": requiring("'0.5.3'") + "[tool.uv.workspace]\nmembers = ['m']\n",
                "m/pyproject.toml": requiring("'0.7.2'"),
            }
        )
        assert assumed(Project(root.path("m"))) == MINE

    def test_a_root_that_says_nothing_for_its_members(self, lay_out: LayOut) -> None:
        root = lay_out(
            {
                "pyproject.toml": PROJECT + "[tool.uv.workspace]\nmembers = ['m']\n",
                "m/pyproject.toml": requiring("'0.7.2'"),
            }
        )
        assert assumed(Project(root.path("m"))) == NEWEST

    @pytest.mark.parametrize("file", ["uv.toml", "pyproject.toml"])
    def test_a_folder_above(self, file: str, lay_out: LayOut) -> None:
        text = "required-version = '0.5.3'" if file == "uv.toml" else requiring("'0.5.3'")
        root = lay_out({file: text, "in/m/pyproject.toml": PROJECT, "in/n/pyproject.toml": PROJECT})
        assert assumed(Project(root.path("in/m"))) == MINE
        lay_out({"in/n/pyproject.toml": PROJECT + "[tool.uv]\noffline = true\n"})
        assert assumed(Project(root.path("in/n"))) == NEWEST

    def test_broken_files(self, lay_out: LayOut) -> None:
        broken = b"required-version = \xff"
        assert assumed(lay_out({"pyproject.toml": PROJECT, "uv.toml": broken})) == NEWEST
        with pytest.raises(Unreadable):
            required_version(lay_out({"pyproject.toml": broken}))
