"""Every example of every rule's page, and the laws that hold for all of them."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import tomli

from tests.conftest import LayOut
from tests.pages import PAGES, Case, cases
from uvlint.advice.secrets import is_secret
from uvlint.analysis import checker
from uvlint.analysis.fixer import changes, offer, repaired
from uvlint.formats.concise import FORMAT
from uvlint.model import Applicability, Env, Key
from uvlint.plugin import Entry, Report, Rule, Screen
from uvlint.project import PYPROJECT, Project
from uvlint.toml_edit import Edit, edits, fold
from uvlint.uv.coverage import covers_file, watcher
from uvlint.uv.version import NEWEST

CASES = cases()
ORDER = checker.rules()


def report(found: checker.Examination) -> str:
    """Return what `uvlint check --output-format concise` prints."""
    entries = tuple(Entry(project=found.project, diagnostic=d) for d in found.diagnostics)
    screen = Screen(folder=f"{found.project.root}/", brief=True)
    return FORMAT.render(Report(roots=(found.project.root,), entries=entries), screen)


def applied(text: str, changes: tuple[Edit, ...]) -> str:
    """Apply edits as an editor does, the last one first."""
    starts = [0, *itertools.accumulate(map(len, text.splitlines(keepends=True)))]
    for edit in reversed(changes):
        start = starts[edit.line - 1] + edit.column - 1
        end = starts[edit.end_line - 1] + edit.end_column - 1
        text = text[:start] + edit.content + text[end:]
    return text


def fixed(project: Project, *, unsafe: bool) -> str:
    """Return the pyproject.toml that `uvlint fix` leaves."""
    return outcome(project, unsafe=unsafe).text(PYPROJECT) or ""


def outcome(project: Project, *, unsafe: bool) -> Project:
    """Return the project as `uvlint fix` leaves it."""
    repair = repaired(checker.examine(project), unsafe=unsafe)
    return repair.outcome(project) if repair else project


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
class TestPages:
    def test_report_and_fix_are_as_the_page_says(self, case: Case, lay_out: LayOut) -> None:
        project = lay_out(case.files)
        found = checker.examine(project)
        assert not found.failures
        assert (report(found) or "All checks passed!\n") == case.report
        after = outcome(project, unsafe=case.unsafe)
        for file, text in case.after.items():
            assert after.text(file) == text
        if not case.after:
            assert repaired(found) is None

    def test_what_is_offered_is_what_a_fix_writes(self, case: Case, lay_out: LayOut) -> None:
        project = lay_out(case.files)
        found = offer(checker.examine(project))
        texts: dict[str, str] = {}
        for unsafe in (False, True):
            for change in (found and (found.unsafe if unsafe else found.safe)) or ():
                assert change.before == texts.get(change.file, project.text(change.file) or "")
                texts[change.file] = change.after
            after = outcome(project, unsafe=unsafe)
            assert all(after.text(file) == text for file, text in texts.items())

    def test_a_fix_converges(self, case: Case, lay_out: LayOut) -> None:
        project = lay_out(case.files)
        for unsafe in (False, True):
            once = outcome(project, unsafe=unsafe)
            assert repaired(checker.examine(once), unsafe=unsafe) is None

    def test_nothing_watched_is_lost_and_nothing_loops(self, case: Case, lay_out: LayOut) -> None:
        project = lay_out(case.files)
        before = checker.examine(project)
        if before.facts is None:
            return
        after = checker.examine(outcome(project, unsafe=False))
        assert after.facts is not None
        old, new = before.facts.keys.keys, after.facts.keys.keys
        for item in before.facts.inputs:
            if _is_leak(item.key):
                continue
            if item.key is not None and watcher(item.key, old, NEWEST) is not None:
                assert watcher(item.key, new, NEWEST) is not None
        added = [key for key in new if key not in old]
        for output in before.facts.outputs:
            assert covers_file(output.file, added, NEWEST) is None
        fixes = [d.finding.fix for d in before.diagnostics if d.finding.fix is not None]
        is_safe = all(fix.applicability is Applicability.SAFE for fix in fixes)
        if is_safe and not before.suppressed:
            assert all(_is_leak(item.key) for item in after.facts.unwatched)

    def test_only_the_list_changes(self, case: Case, lay_out: LayOut) -> None:
        project = lay_out(case.files)
        if not project.is_file(PYPROJECT) or not _parses(project):
            return
        old = tomli.loads(project.text(PYPROJECT) or "")
        fixes = [d.finding.fix for d in checker.examine(project).diagnostics]
        # A fix that rewrites files is never safe, and changes more on purpose.
        rewrites = any(fix and fix.rewrite for fix in fixes)
        new = tomli.loads(fixed(project, unsafe=not rewrites))
        for document in (old, new):
            _without_lists(document)
            if not document.get("tool", {}).get("uv", True):
                del document["tool"]["uv"]
            if not document.get("tool", True):
                del document["tool"]
        assert new == old

    def test_the_order_of_fixes_does_not_matter(self, case: Case, lay_out: LayOut) -> None:
        found = checker.examine(lay_out(case.files))
        if found.facts is None:
            return
        fixes = [d.finding.fix for d in found.diagnostics if d.finding.fix is not None]
        outcomes = {
            fold((op for fix in order for op in fix.ops), found.facts.keys.keys)
            for order in itertools.islice(itertools.permutations(fixes), 24)
        }
        assert len(outcomes) == 1

    def test_edits_give_the_fixed_text(self, case: Case, lay_out: LayOut) -> None:
        found = checker.examine(lay_out(case.files))
        for diagnostic in found.diagnostics:
            for change in changes(found, diagnostic):
                assert change.before != change.after
                assert applied(change.before, edits(change.before, change.after)) == change.after


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_rule_that_is_not_concerned_has_nothing_to_say(case: Case, lay_out: LayOut) -> None:
    found = checker.examine(lay_out(case.files))
    if found.facts is not None:
        for rule in ORDER:
            if not rule.concerns(found.facts):
                assert not list(rule.check(found.facts)), rule.name


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert {rule.name for rule in ORDER} == {page.stem for page in PAGES.glob("*.md")}


def test_the_documentation_is_fresh() -> None:
    tool = Path(__file__).parents[1] / "tools/document_rules.py"
    done = subprocess.run(
        [sys.executable, str(tool), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("folder", [PAGES, PAGES.parents[2] / "docs/rules"], ids=["pages", "docs"])
def test_links_lead_somewhere(folder: Path) -> None:
    for page in folder.glob("*.md"):
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (folder / link).exists(), f"{page.name}: {link}"


def test_codes_are_unique() -> None:
    assert len({rule.code for rule in ORDER}) == len(ORDER)


@pytest.mark.parametrize("rule", ORDER, ids=lambda rule: rule.name)
def test_a_page_begins_with_code_level_and_fix(rule: Rule, lay_out: LayOut) -> None:
    text = (PAGES / f"{rule.name}.md").read_text(encoding="utf-8")
    level = rule.severity.name.capitalize()
    head = rf"# {rule.name} \({rule.code}\)\n\n\*\*{level}, ([a-z ]+) fix\.\*\*"
    stated = re.match(head, text)
    assert stated
    seen: set[Applicability] = set()
    for case in (case for case in CASES if case.page == rule.name):
        project = lay_out(case.files)
        found = [d.finding.fix for d in checker.examine(project).diagnostics if d.name == rule.name]
        seen.update(fix.applicability for fix in found if fix is not None)
        shutil.rmtree(project.root)
    words = sorted(kind.value for kind in seen - {Applicability.DISPLAY})
    assert stated[1] == (" or ".join(words) or "no")


@pytest.mark.parametrize("rule", ORDER, ids=lambda rule: rule.name)
def test_a_page_shows_its_rule_at_work_and_silent(rule: Rule) -> None:
    own = [case for case in CASES if case.page == rule.name]
    assert any(rule.name in case.report for case in own)
    assert any(rule.name not in case.report for case in own)


def _without_lists(document: dict[str, Any]) -> None:
    """Take out the key list, and the one that a fix of ignored-list moves."""
    settings = document.get("tool", {}).get("uv", {})
    for name in ("cache-keys", "cache_keys"):
        settings.pop(name, None)
    settings.get("pip", {}).pop("cache-keys", None)


def _is_leak(key: Key | None) -> bool:
    """Tell whether a key would write a secret down: better it goes."""
    return isinstance(key, Env) and is_secret(key.name)


def _parses(project: Project) -> bool:
    return checker.examine(project).facts is not None
