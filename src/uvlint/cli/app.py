"""The commands as an application of typer, which makes help, messages and completion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum, StrEnum
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer

from uvlint.cli.commands import COMMANDS, VERSION, Command, Option, Takes
from uvlint.cli.console import OK

_enumeration: Callable[..., Any] = StrEnum
_TYPES = {Takes.FLAG: bool, Takes.SWITCH: bool | None, Takes.VALUES: list[str] | None}


def dispatch(arguments: list[str]) -> int:
    """Run the command that the arguments name and return its exit code."""
    try:
        application(COMMANDS)(args=arguments, prog_name="uvlint")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else OK
    return OK


def application(commands: Iterable[Command]) -> typer.Typer:
    """Return the application with these commands."""
    made = typer.Typer(
        help="Find what a build reads that uv does not watch, and repair tool.uv.cache-keys.",
        epilog="Exit codes: 0 nothing left, 1 findings left, 2 work not done, 3 no project found.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback()(_before_any_command)
    for command in commands:
        made.command(command.name, help=command.about)(_function(command))
    return made


def _before_any_command(
    version: Annotated[
        bool, typer.Option("--version", "-V", help="Print the version and exit.", is_eager=True)
    ] = False,
) -> None:
    if version:
        raise typer.Exit(VERSION.run({}))


def _function(command: Command) -> Callable[..., None]:
    """Return a function with a parameter for each option, as typer wants it."""

    def run(**given: Any) -> None:
        values = {option.key: _plain(option, given[option.key]) for option in command.options}
        if command.argument is not None:
            values[command.argument.name] = tuple(given[command.argument.name] or ())
        raise typer.Exit(command.run(values))

    parameters = [_parameter(option) for option in command.options]
    argument = command.argument
    if argument is not None:
        info = typer.Argument(
            metavar=argument.metavar,
            help=argument.about,
            show_default=False,
            autocompletion=_completion(argument.known) if argument.known else None,
        )
        kind = Annotated[list[str] | None, info]
        parameters.insert(
            0, Parameter(argument.name, Parameter.KEYWORD_ONLY, default=None, annotation=kind)
        )
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _parameter(option: Option) -> Parameter:
    flags = [f"--{option.name}"]
    if option.takes is Takes.SWITCH:
        flags = [f"--{option.name}/--no-{option.name}"]
    if option.short:
        flags.append(f"-{option.short}")
    kind: Any = _TYPES.get(option.takes, str | None)
    default: Any = None if option.takes is Takes.VALUES else option.empty
    if option.choices:
        choice = _enumeration("Choice", {name.upper(): name for name in option.choices})
        default = choice(option.default) if option.default else None
        kind = choice if option.default else choice | None
    info = typer.Option(
        *flags,
        metavar=option.metavar or None,
        help=option.about.format(known=", ".join(option.known())) if option.known else option.about,
        rich_help_panel=option.panel,
        show_default=default is not None and option.takes is Takes.VALUE,
        autocompletion=_completion(option.known, split=option.is_split) if option.known else None,
    )
    return Parameter(
        option.key, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, info]
    )


def _plain(option: Option, value: Any) -> Any:
    """Return a value as the parser gives it."""
    if option.takes is Takes.VALUES:
        return tuple(value or ())
    return value.value if isinstance(value, Enum) else value


def _completion(
    known: Callable[[], Sequence[str]], *, split: bool = False
) -> Callable[[str], list[str]]:
    def complete(incomplete: str) -> list[str]:
        done, comma, begun = incomplete.rpartition(",") if split else ("", "", incomplete)
        return [f"{done}{comma}{name}" for name in known() if name.startswith(begun)]

    return complete
