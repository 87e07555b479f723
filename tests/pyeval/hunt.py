"""Hunts for scripts about which the evaluator is wrong: `python -m tests.pyeval.hunt`.

Prints each mistake as the least script that still shows it, the same one only once, and in
the end how often statements of a kind are part of one.
"""

from __future__ import annotations

import argparse
import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.pyeval.judging import judged
from tests.pyeval.programs import (
    FILES,
    Snippet,
    Writer,
    assembled,
    completed,
    every_template,
    explained,
)
from tests.pyeval.reducing import fewest, smallest
from tests.pyeval.running import Runner

SECONDS = 10
"""How long the evaluator may take for a script."""

UNTRUE = ("missed", "wrong")
KINDS = ("crashed", *UNTRUE, "vague")


class Judge:
    """Tells what is wrong with the report on a script, in one word; "" if nothing is."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self.why = ""

    def __call__(self, text: str) -> str:
        signal.alarm(SECONDS)
        try:
            run, verdict = judged(self._runner, text)
        except Exception as error:  # noqa: BLE001 - a crash is what is looked for
            self.why = f"crashed: {type(error).__name__}: {error}"
            return "crashed"
        finally:
            signal.alarm(0)
        if verdict is None:
            self.why = str(run.error)
            return "error"
        self.why = str(verdict)
        return next((kind for kind in KINDS[1:] if getattr(verdict, kind)), "")


def drawn(count: int, seed: int, size: int, only: str) -> Iterator[list[Snippet]]:
    """Yield scripts as the seed says, each by itself: more of them begin the same."""
    for index in range(count):
        numbers = random.Random(f"{seed} {index}")
        amount = numbers.randint(2, size) if size > 1 else 1
        yield [Writer(numbers.randrange, only).snippet() for _ in range(amount)]


def single(count: int, seed: int, only: str) -> Iterator[list[Snippet]]:
    """Yield each template by itself, with other names and paths each time."""
    for template in every_template():
        if only in template.kind:
            for index in range(count):
                numbers = random.Random(f"{seed} {index} {template.text}")
                yield [Writer(numbers.randrange).filled(template)]


def likeness(text: str) -> str:
    """Return a script with numbers for files, the same one for those that differ in files only."""
    known: dict[str, str] = {}
    pattern = "|".join(sorted(map(re.escape, FILES), key=len, reverse=True))
    return re.sub(pattern, lambda match: known.setdefault(match[0], f"{len(known)}"), text)


def hunt(
    judge: Judge, programs: Iterator[list[Snippet]], kinds: Sequence[str], show: int
) -> Counter[str]:
    """Print the mistakes in the reports on some scripts; return how often there is which."""
    counts: Counter[str] = Counter()
    blame: Counter[str] = Counter()
    printed: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    for number, snippets in enumerate(programs):
        outcome = judge(assembled(snippets))
        counts[outcome or "right"] += 1
        if outcome == "error":
            errors[judge.why] += 1
        if outcome not in kinds:
            continue

        alike = UNTRUE if outcome in UNTRUE else (outcome,)

        def shows(text: str, alike: Sequence[str] = alike) -> bool:
            return judge(completed(text)) in alike

        left = fewest(snippets, lambda some: shows("\n".join(s.text for s in some)))
        blame.update({f"{outcome}: {kind}" for snippet in left for kind in snippet.kinds})
        if len(printed) >= show:
            continue
        body = smallest("\n".join(snippet.text for snippet in left), shows)
        judge(completed(body))
        mark = likeness(body)
        printed[mark] += 1
        if printed[mark] == 1:
            print(f"--- program {number}: {judge.why}")
            print(explained(body), end="\n\n", flush=True)
    for kind, amount in blame.most_common() + errors.most_common():
        print(f"{amount:5} {kind}")
    return counts


def _expired(*_: object) -> None:
    message = f"longer than {SECONDS} s"
    raise TimeoutError(message)


def main(arguments: Sequence[str] | None = None) -> int:
    """Hunt as the command line says; 1 if something untrue was said of a script."""
    parser = argparse.ArgumentParser(prog="python -m tests.pyeval.hunt", description=__doc__)
    parser.add_argument("--count", type=int, default=500, help="how many programs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=9, help="how many snippets at the most")
    parser.add_argument("--only", default="", help="part of the headings of all statements")
    parser.add_argument(
        "--each", action="store_true", help="every template by itself, `count` times"
    )
    parser.add_argument(
        "--kinds", nargs="+", choices=KINDS, default=KINDS[:3], help="which mistakes to print"
    )
    parser.add_argument("--show", type=int, default=20, help="how many mistakes to print")
    asked = parser.parse_args(arguments)
    programs = (
        single(asked.count, asked.seed, asked.only)
        if asked.each
        else drawn(asked.count, asked.seed, asked.size, asked.only)
    )
    signal.signal(signal.SIGALRM, _expired)
    with tempfile.TemporaryDirectory() as folder, Runner(Path(folder) / "demo", FILES) as runner:
        judge = Judge(runner)
        start = time.perf_counter()
        counts = hunt(judge, programs, asked.kinds, asked.show)
        seconds = time.perf_counter() - start
    told = ", ".join(f"{kind} {counts[kind]}" for kind in ("right", *KINDS, "error"))
    print(f"{counts.total()} programs in {seconds:.0f} s: {told}")
    return 1 if any(counts[kind] for kind in KINDS[:3]) else 0


if __name__ == "__main__":
    sys.exit(main())
