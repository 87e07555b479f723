from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import CLEAN, FAULTY, Run

GIT = {"git": {"commit": True, "tags": True}}


def document(run: Run, *arguments: str) -> dict[str, Any]:
    (project,) = json.loads(run("inputs", "--output-format=json", *arguments).out)["projects"]
    assert isinstance(project, dict)
    return project


def entry(
    key: dict[str, object],
    matched: int | None = None,
    walked: int | None = None,
    milliseconds: float | None = None,
) -> dict[str, object]:
    return {"key": key, "matched": matched, "walked": walked, "milliseconds": milliseconds}


def write(folder: str, text: str) -> None:
    Path(folder).mkdir(exist_ok=True)
    Path(folder, "pyproject.toml").write_text(text)


class TestJson:
    def test_the_whole_shape(self, run: Run, workplace: Path) -> None:
        project = document(run, "faulty")
        given = next(item for item in project.pop("inputs") if item["key"] == GIT)
        why = given.pop("why")
        assert "hatch-vcs" in why
        assert given == {
            "key": GIT,
            "feeds": ["version"],
            "provider": "hatch-vcs",
            "certainty": "certain",
            "override": False,
            "at": {
                "filename": str(workplace / "faulty/pyproject.toml"),
                "location": {"row": 10, "column": 10},
                "end_location": {"row": 10, "column": 15},
            },
            "watched": False,
        }
        assert project == {
            "root": str(workplace / "faulty"),
            "name": "faulty",
            "backend": "hatchling.build",
            "dynamic": ["version"],
            "outputs": [],
            "keys": {
                "source": "default",
                "entries": [
                    entry({"file": "pyproject.toml"}, 1, 0, 0.0034),
                    entry({"file": "setup.py"}, 0, 0, 0),
                    entry({"file": "setup.cfg"}, 0, 0, 0),
                    entry({"dir": "src"}),
                ],
            },
            "suggested": [{"file": "pyproject.toml"}, GIT],
            "unexamined": [],
        }

    def test_an_input_with_a_key_is_watched(self, run: Run) -> None:
        run("fix", "faulty")
        project = document(run, "faulty")
        assert project["keys"]["source"] == "configured"
        assert project["suggested"] == [entry["key"] for entry in project["keys"]["entries"]]
        assert [item["watched"] for item in project["inputs"] if item["key"] == GIT] == [True]

    def test_what_stays_is_suggested_as_it_is_spelled(self, run: Run) -> None:
        write("new", CLEAN + '[tool.uv]\ncache-keys = ["a.txt", { git = true }]\n')
        assert document(run, "new")["suggested"] == [
            {"file": "pyproject.toml"},
            {"file": "a.txt"},
            {"git": True},
        ]

    def test_a_project_that_needs_no_list(self, run: Run) -> None:
        assert document(run, "clean")["suggested"] == []

    def test_what_nobody_knows(self, run: Run) -> None:
        write("new", CLEAN.replace('["hatchling"]', '["hatchling", "Some.Plug_in"]'))
        assert document(run, "new")["unexamined"] == ["some-plug-in"]

    def test_files_are_listed_on_demand(self, run: Run) -> None:
        write(
            "new",
            CLEAN + '[tool.uv]\ncache-keys = ["pyproject.toml", "data/*.txt", { env = "X" }]\n',
        )
        Path("new/data").mkdir()
        for name in ("b.txt", "a.txt", "c.md"):
            Path("new/data", name).touch()
        project = document(run, "--files", "new")
        assert project["keys"]["files"] == ["data/a.txt", "data/b.txt", "pyproject.toml"]
        assert project["keys"]["entries"] == [
            entry({"file": "pyproject.toml"}, 1, 0, 0.0034),
            entry({"file": "data/*.txt"}, 2, 3, 0.0076),
            entry({"env": "X"}),
        ]
        assert "files" not in document(run, "new")["keys"]

    def test_a_list_that_uv_refuses(self, run: Run) -> None:
        write("new", CLEAN + '[tool.uv]\ncache-keys = ["pyproject.toml", { fiel = "x" }]\n')
        project = document(run, "--files", "new")
        assert project["keys"]["source"] == "invalid"
        assert project["keys"]["entries"] == [entry({"file": "pyproject.toml"})]
        assert project["keys"]["files"] == []

    @pytest.mark.parametrize("unknown", ['{ fiel = "x" }', '{ dir = "src" }'])
    def test_a_list_that_an_older_uv_drops(self, run: Run, unknown: str) -> None:
        text = f'[tool.uv]\nrequired-version = ">=0.5"\ncache-keys = ["a.txt", {unknown}]\n'
        write("new", CLEAN + text)
        Path("new/a.txt").touch()
        project = document(run, "--files", "new")
        assert project["keys"]["source"] == "invalid"
        assert [e["key"]["file"] for e in project["keys"]["entries"]] == [
            "pyproject.toml",
            "setup.py",
            "setup.cfg",
        ]
        assert project["keys"]["files"] == ["pyproject.toml"]
        assert (
            "uv 0.5.0 watches what it does by default, because it drops a list"
            in run("inputs", "new").out
        )

    @pytest.mark.parametrize(
        ("version", "files"), [("0.7.20", ["src/a.py"]), ("0.7.21", ["src/a.py", "src/in/b.py"])]
    )
    def test_the_version_that_is_stated(self, run: Run, version: str, files: list[str]) -> None:
        text = f'[tool.uv]\ncache-keys = ["src/*.py"]\n[tool.uvlint]\nuv-version = "{version}"\n'
        write("new", CLEAN + text)
        for name in ("src/a.py", "src/in/b.py", "c.py"):
            Path("new", name).parent.mkdir(exist_ok=True)
            Path("new", name).touch()
        project = document(run, "--files", "new")
        assert project["keys"]["files"] == files
        assert [e["walked"] for e in project["keys"]["entries"]] == [
            4 if version == "0.7.20" else 2
        ]
        assert f"uv {version} watches:" in run("inputs", "new").out

    def test_a_broken_project_stands_beside_the_others(self, run: Run, workplace: Path) -> None:
        code, out, err = run("inputs", "--output-format=json")
        projects = json.loads(out)["projects"]
        assert [Path(project["root"]).name for project in projects] == ["broken", "clean", "faulty"]
        assert projects[0]["keys"] == {"source": "invalid", "entries": []}
        assert projects[0]["error"]
        assert code == 1
        assert err.startswith(f"uvlint: {workplace}/broken: ")

    def test_no_project(self, run: Run) -> None:
        done = run("inputs", "--output-format=json", "empty")
        assert (done.code, json.loads(done.out)) == (3, {"schema": 1, "projects": []})


class TestText:
    def test_a_table(self, run: Run) -> None:
        code, out, err = run("inputs", "faulty")
        lines = [" ".join(line.split()) for line in out.splitlines()]
        assert (code, err) == (0, "")
        assert lines[0] == "faulty faulty, built by hatchling.build, computes version"
        assert lines[1] == "reads for watched by"
        assert "git commit and tags version not watched" in lines
        assert (
            "uv watches by default: pyproject.toml, setup.py, setup.cfg, src/ (appears or goes)"
            in lines
        )
        assert "uv should watch:" in lines
        assert "{ git = { commit = true, tags = true } }," in lines

    def test_what_the_build_writes_itself(self, run: Run, workplace: Path) -> None:
        folder = workplace / "web"
        folder.mkdir()
        (folder / "package.json").write_text("{}")
        (folder / "package-lock.json").write_text("{}")
        (folder / "pyproject.toml").write_text(
            '[build-system]\nrequires = ["hatchling", "hatch-jupyter-builder"]\n'
            'build-backend = "hatchling.build"\n[project]\nname = "web"\nversion = "1"\n'
            "[tool.hatch.build.hooks.jupyter-builder]\n"
            'build-function = "hatch_jupyter_builder.npm_builder"\n'
        )
        lines = [" ".join(line.split()) for line in run("inputs", "web").out.splitlines()]
        assert "package-lock.json wheel not watched, the build writes it" in lines

    def test_columns_stand_below_one_another(self, run: Run) -> None:
        head, *rows = run("inputs", "faulty").out.splitlines()[1:]
        table = [row for row in rows if row.endswith(("not watched", "by hand)"))]
        assert len(table) > 1
        for row in table:
            assert row[head.index("for") :].startswith("version  ")
            assert row[head.index("watched by") :].startswith("not watched")

    @pytest.mark.parametrize(
        ("options", "expected"),
        [
            pytest.param([], ["native/*.h (9 files)", "native/m.c"], id="in short"),
            pytest.param(
                ["-v"], [*(f"native/{n}.h" for n in range(9)), "native/m.c"], id="in full"
            ),
        ],
    )
    def test_many_files_of_a_kind_are_one_row(
        self, run: Run, workplace: Path, options: list[str], expected: list[str]
    ) -> None:
        folder = workplace / "crowd/native"
        folder.mkdir(parents=True)
        for number in range(9):
            (folder / f"{number}.h").touch()
        (folder / "m.c").write_text("".join(f'#include "{n}.h"\n' for n in range(9)))
        (workplace / "crowd/pyproject.toml").write_text(
            '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n'
            '[project]\nname = "crowd"\nversion = "1"\n'
            '[[tool.setuptools.ext-modules]]\nname = "m"\nsources = ["native/m.c"]\n'
        )
        lines = run("inputs", *options, "crowd").out.splitlines()
        rows = [" ".join(line.split()) for line in lines if " wheel " in line]
        assert sorted(row.partition(" wheel ")[0] for row in rows) == expected

    def test_reasons_and_places_on_demand(self, run: Run) -> None:
        assert "(faulty/pyproject.toml:10:10)" in run("inputs", "-v", "faulty").out
        assert "10:10" not in run("inputs", "faulty").out

    def test_a_list_with_its_cost(self, run: Run) -> None:
        write(
            "new",
            FAULTY + '[tool.uv]\ncache-keys = ["pyproject.toml", "data/*.txt", { git = true }]\n',
        )
        Path("new/data").mkdir()
        Path("new/data/a.txt").touch()
        out = run("inputs", "--files", "new").out
        lines = [" ".join(line.split()) for line in out.splitlines()]
        start = lines.index("uv watches:")
        assert lines[start + 1 : start + 4] == [
            "pyproject.toml 1 file, ~3 µs per sync",
            "data/*.txt 1 file of 1 visited, ~3 µs per sync",
            "git commit",
        ]
        assert lines[start + 4] == "together 2 files, ~7 µs per sync"
        start = lines.index("The timestamp is the newest of 2 files:")
        assert lines[start + 1 : start + 3] == ["data/a.txt", "pyproject.toml"]

    def test_the_cost_of_a_shared_walk(self, run: Run) -> None:
        write("new", CLEAN + '[tool.uv]\ncache-keys = ["*.c", "no/*.h", "setup.cfg"]\n')
        for number in range(150):
            Path(f"new/{number}.c").touch()
        lines = [" ".join(line.split()) for line in run("inputs", "new").out.splitlines()]
        start = lines.index("uv watches:")
        assert lines[start + 1 : start + 5] == [
            "*.c 150 files of 151 visited, ~0.5 ms per sync",
            "no/*.h 0 files of 151 visited, ~0.1 ms per sync",
            "setup.cfg 0 files",
            "together 150 files, ~0.5 ms per sync",
        ]

    def test_one_key_needs_no_total(self, run: Run) -> None:
        write("new", CLEAN + '[tool.uv]\ncache-keys = ["pyproject.toml", "setup.cfg"]\n')
        assert "together" not in run("inputs", "new").out

    def test_nothing_to_tell(self, run: Run) -> None:
        assert "The build reads nothing" in run("inputs", "clean").out

    def test_a_broken_project(self, run: Run) -> None:
        code, out, err = run("inputs", "broken", "clean")
        assert (code, err) == (1, "")
        assert out.startswith("broken  ")
        assert "\nclean  " in out

    @pytest.mark.parametrize("level", ["-s", "--silent"])
    def test_silence(self, run: Run, level: str) -> None:
        assert run("inputs", level, "faulty") == (0, "", "")

    def test_work_that_cannot_be_done(self, run: Run) -> None:
        code, out, err = run("inputs", "nowhere")
        assert (code, out, err) == (2, "", "uvlint: error: nowhere: No such file or directory\n")
