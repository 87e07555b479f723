"""What CMake reads and writes, without running it."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.backends.tools import cmake
from uvlint.model import WHEEL, Certainty, Env, File, Place

AT = Place("pyproject.toml", ("build-system",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("just words, no (", [], id="no command"),
        pytest.param("# project(x)\n#[[ project(y) ]] #[=[ project(z) ]] ]=]", [], id="comments"),
        pytest.param("#[[ never closed\nproject(x)", [], id="an open comment"),
        pytest.param("project(x", [], id="an open command"),
        pytest.param(")) project(x)", [("project", ("x",))], id="stray parentheses"),
        pytest.param(
            "Project(a b)\n  add_library ( c\n d )",
            [("project", ("a", "b")), ("add_library", ("c", "d"))],
            id="commands",
        ),
        pytest.param(
            'f("a b" "c \\"d\\"" "# no" [[e (f)]] [=[g]]]=])',
            [("f", ("a b", 'c "d"', "# no", "e (f)", "g]]"))],
            id="quoted",
        ),
        pytest.param(
            "if(A AND (B OR C))", [("if", ("A", "AND", "(", "B", "OR", "C", ")"))], id="nested"
        ),
        pytest.param("f(a (b))", [("f", ("a", "b"))], id="nested, no condition"),
        pytest.param("f(a # b)\n c)", [("f", ("a", "c"))], id="a comment inside"),
    ],
)
def test_commands(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert list(cmake.commands(text)) == expected


LYING = (
    "main.c",
    "src/a.c",
    "src/b.c",
    "src/win.c",
    "src/my mod.c",
    "include/demo/x.h",
    "include/demo/y.h",
    "cmake/Extra.cmake",
    "cmake/FindFoo.cmake",
    "data/t.txt",
    "data/u.json",
    "data/deep/v.txt",
    "data/README.txt",
    "gen/gen.py",
    "gen/in.json",
    "VERSION",
    "config.h.in",
    "tests/t.c",
    "README",
)


def keys(lay_out: LayOut, lists: str, files: dict[str, str] | None = None) -> list[str]:
    project = lay_out(dict.fromkeys(LYING, "") | {"CMakeLists.txt": lists} | (files or {}))
    found = []
    for item in cmake.inputs(project, ".", at=AT):
        assert item.feeds == (WHEEL,)
        assert isinstance(item.key, File)
        found.append(item.key.pattern)
    assert found[0] == "CMakeLists.txt"
    return sorted(found[1:])


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        # --- what stays silent
        pytest.param("", [], id="an empty file"),
        pytest.param("project(demo LANGUAGES NONE)", [], id="no sources"),
        pytest.param("set(X main.c)", [], id="a variable that nobody uses"),
        pytest.param("add_library(x gone.c)", [], id="a source that is not there"),
        pytest.param("add_library(x /usr/include/stdio.h ~/x.c C:/x.c)", [], id="other disks"),
        pytest.param("add_library(x ${UNKNOWN} ${UNKNOWN}/a.c src/${NO}.c)", [], id="unknown"),
        pytest.param("add_library(x ${CMAKE_CURRENT_BINARY_DIR}/main.c)", [], id="built"),
        pytest.param("message(STATUS main.c)\nif(EXISTS main.c)\nendif()", [], id="only named"),
        pytest.param("file(GLOB SRC src/*.c)", [], id="a list that nobody uses"),
        pytest.param("add_subdirectory(tests)", [], id="tests"),
        pytest.param("add_executable(t tests/t.c)", [], id="a source of tests"),
        pytest.param("add_test(NAME x COMMAND main.c)", [], id="a test"),
        pytest.param("include(GNUInstallDirs)\nfind_package(Foo)", [], id="modules of CMake"),
        pytest.param("include(${CMAKE_BINARY_DIR}/main.c)", [], id="a built module"),
        pytest.param("if(NOT SKBUILD)\nadd_library(x main.c)\nendif()", [], id="not here"),
        pytest.param(
            "if(NOT DEFINED SKBUILD)\nadd_library(x main.c)\nif(A)\nelse()\nendif()\nendif()",
            [],
            id="not here, with branches inside",
        ),
        pytest.param(
            "if(SKBUILD)\nelseif(A)\nadd_library(x main.c)\nelse()\nadd_library(x src/a.c)\nendif()",
            [],
            id="the other branches",
        ),
        pytest.param("if(FALSE)\nadd_library(x main.c)\nendif()", [], id="never"),
        pytest.param("function(f)\nadd_library(x main.c)\nendfunction()", [], id="not called"),
        pytest.param("install(DIRECTORY . DESTINATION x)", [], id="the whole project"),
        pytest.param("install(TARGETS x DESTINATION data)", [], id="targets"),
        pytest.param("include_directories(missing ${NO})", [], id="no folder for headers"),
        # --- sources
        pytest.param("add_library(x main.c)", ["main.c"], id="a library"),
        pytest.param('ADD_EXECUTABLE(x "src/my mod.c")', ["src/my mod.c"], id="quoted"),
        pytest.param("python_add_library(x MODULE main.c WITH_SOABI)", ["main.c"], id="Python"),
        pytest.param("pybind11_add_module(x MODULE main.c)", ["main.c"], id="pybind11"),
        pytest.param("nanobind_add_module(x STABLE_ABI src/a.c)", ["src/a.c"], id="nanobind"),
        pytest.param(
            "add_library(x)\ntarget_sources(x PRIVATE main.c PUBLIC src/a.c)",
            ["main.c", "src/a.c"],
            id="sources later",
        ),
        pytest.param(
            "add_library(x ${CMAKE_CURRENT_SOURCE_DIR}/main.c ${PROJECT_SOURCE_DIR}/src/a.c)",
            ["main.c"],
            id="before there is a project",
        ),
        pytest.param(
            "project(demo)\nadd_library(x ${PROJECT_SOURCE_DIR}/src/a.c ${demo_SOURCE_DIR}/main.c)",
            ["main.c", "src/a.c"],
            id="from the folder of the project",
        ),
        # --- variables
        pytest.param(
            "set(SRC main.c src/a.c)\nadd_library(x ${SRC})", ["main.c", "src/a.c"], id="a list"
        ),
        pytest.param(
            "set(SRC a;b)\nforeach(n IN LISTS SRC)\nadd_library(${n} src/${n}.c)\nendforeach()",
            ["src/a.c", "src/b.c"],
            id="a loop over a list",
        ),
        pytest.param(
            "foreach(n a b)\nlist(APPEND SRC src/${n}.c)\nendforeach()\nadd_library(x ${SRC})",
            ["src/a.c", "src/b.c"],
            id="a loop that makes a list",
        ),
        pytest.param(
            "foreach(n IN ITEMS a b)\nadd_library(${n} src/${n}.c)\nendforeach()",
            ["src/a.c", "src/b.c"],
            id="a loop over items",
        ),
        pytest.param(
            "set(D ${CMAKE_CURRENT_LIST_DIR}/src)\nadd_library(x ${D}/a.c)",
            ["src/a.c"],
            id="a folder in a variable",
        ),
        pytest.param(
            "if(WIN32)\nset(S src/win.c)\nelse()\nset(S src/a.c)\nendif()\nadd_library(x ${S})",
            ["src/a.c", "src/win.c"],
            id="both branches",
        ),
        pytest.param(
            "set(S src/win.c)\nif(SKBUILD)\nset(S src/a.c)\nendif()\nadd_library(x ${S})",
            ["src/a.c"],
            id="a branch that is taken",
        ),
        pytest.param(
            "set(S a b)\nlist(TRANSFORM S PREPEND src/)\nlist(TRANSFORM S APPEND .c)\n"
            "add_library(x ${S})",
            ["src/a.c", "src/b.c"],
            id="a list transformed",
        ),
        pytest.param(
            "set(S main.c CACHE STRING doc)\nadd_library(x ${S})", ["main.c"], id="in the cache"
        ),
        pytest.param(
            "get_filename_component(R ${CMAKE_CURRENT_SOURCE_DIR}/src/.. ABSOLUTE)\n"
            "get_filename_component(D ${R}/src/a.c DIRECTORY)\nadd_library(x ${R}/main.c ${D}/b.c)",
            ["main.c", "src/b.c"],
            id="parts of paths",
        ),
        pytest.param("set(A ${B})\nset(B ${A})\nadd_library(x ${A})", [], id="nothing in circles"),
        # --- functions
        pytest.param(
            "function(mod name)\nadd_library(${name} src/${name}.c ${ARGN})\nendfunction()\n"
            "mod(a)\nmod(b main.c)",
            ["main.c", "src/a.c", "src/b.c"],
            id="a function",
        ),
        pytest.param(
            "macro(more)\nlist(APPEND SRC ${ARGN})\nendmacro()\nmore(main.c)\nadd_library(x ${SRC})",
            ["main.c"],
            id="a macro",
        ),
        pytest.param("function(f)\nf()\nendfunction()\nf(main.c)", ["main.c"], id="for ever"),
        # --- open sets
        pytest.param(
            "file(GLOB SRC CONFIGURE_DEPENDS src/*.c)\nadd_library(x ${SRC})",
            ["src/**/*.c"],
            id="a glob",
        ),
        pytest.param(
            "file(GLOB_RECURSE H ${CMAKE_CURRENT_SOURCE_DIR}/include/*.h)\nadd_library(x ${H})",
            ["include/demo/**/*.h"],
            id="a deep glob",
        ),
        pytest.param(
            "file(GLOB SRC *.c)\nadd_library(x ${SRC})", ["main.c"], id="a glob at the root"
        ),
        # --- headers
        pytest.param(
            "target_include_directories(x PRIVATE include PUBLIC"
            " $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include>)",
            ["include/demo/x.h", "include/demo/y.h"],
            id="a folder of headers",
        ),
        # --- modules
        pytest.param("include(cmake/Extra.cmake)", ["cmake/Extra.cmake"], id="a module"),
        pytest.param(
            "list(APPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_SOURCE_DIR}/cmake)\n"
            "include(Extra)\nfind_package(Foo REQUIRED)",
            ["cmake/Extra.cmake", "cmake/FindFoo.cmake"],
            id="modules by name",
        ),
        pytest.param(
            'set(CMAKE_MODULE_PATH "${CMAKE_MODULE_PATH};${CMAKE_SOURCE_DIR}/cmake")\n'
            "include(Extra OPTIONAL)",
            ["cmake/Extra.cmake"],
            id="modules by name, another way",
        ),
        # --- files
        pytest.param(
            "configure_file(config.h.in ${CMAKE_CURRENT_BINARY_DIR}/config.h @ONLY)",
            ["config.h.in"],
            id="a template",
        ),
        pytest.param("file(READ VERSION v)", ["VERSION"], id="a file that is read"),
        pytest.param("file(STRINGS VERSION v LIMIT_COUNT 1)", ["VERSION"], id="lines"),
        pytest.param(
            "install(FILES data/t.txt README DESTINATION demo)",
            ["README", "data/t.txt"],
            id="installed files",
        ),
        pytest.param(
            "install(DIRECTORY data/ DESTINATION demo)",
            ["data/deep/v.txt", "data/t.txt", "data/u.json"],
            id="an installed folder",
        ),
        pytest.param(
            'install(DIRECTORY data DESTINATION x FILES_MATCHING PATTERN "*.json" PATTERN y EXCLUDE)',
            ["data/u.json"],
            id="some of a folder",
        ),
        pytest.param(
            "install(DIRECTORY data/ DESTINATION x PATTERN *.txt EXCLUDE PATTERN deep EXCLUDE)",
            ["data/u.json"],
            id="a folder without some",
        ),
        pytest.param(
            "install(DIRECTORY data/ DESTINATION x FILES_MATCHING REGEX j.*n$)",
            ["data/deep/v.txt", "data/t.txt", "data/u.json"],
            id="what an expression fits is not told",
        ),
        pytest.param(
            "install(DIRECTORY include/ DESTINATION x)",
            ["include/demo/**/*.h"],
            id="installed headers",
        ),
        pytest.param(
            "add_custom_command(OUTPUT x.c COMMAND ${Python_EXECUTABLE}"
            " ${CMAKE_CURRENT_SOURCE_DIR}/gen/gen.py x.c DEPENDS gen/gen.py gen/in.json VERBATIM)",
            ["gen/gen.py", "gen/in.json"],
            id="a generator",
        ),
    ],
)
def test_inputs(lay_out: LayOut, lists: str, expected: list[str]) -> None:
    assert keys(lay_out, lists) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {
                "CMakeLists.txt": "set(N b)\nadd_subdirectory(src)\nadd_library(y ${Z})",
                "src/CMakeLists.txt": "set(Z main.c)\nadd_library(x a.c ${N}.c)",
            },
            ["src/CMakeLists.txt", "src/a.c", "src/b.c"],
            id="a folder sees variables, and keeps its own",
        ),
        pytest.param(
            {
                "CMakeLists.txt": "add_subdirectory(src)\nadd_library(y ${Z})",
                "src/CMakeLists.txt": "set(Z ${CMAKE_CURRENT_SOURCE_DIR}/a.c PARENT_SCOPE)",
            },
            ["src/CMakeLists.txt", "src/a.c"],
            id="a variable for the parent",
        ),
        pytest.param(
            {
                "CMakeLists.txt": "include(cmake/Extra.cmake)\nadd_library(y ${Z})",
                "cmake/Extra.cmake": "set(Z main.c ${CMAKE_CURRENT_LIST_DIR}/FindFoo.cmake)",
            },
            ["cmake/Extra.cmake", "cmake/FindFoo.cmake", "main.c"],
            id="a module shares variables",
        ),
        pytest.param(
            {
                "CMakeLists.txt": "include(cmake/Extra.cmake)\nadd_more(y)",
                "cmake/Extra.cmake": "function(add_more x)\n"
                "add_library(${x} ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/FindFoo.cmake)\nendfunction()",
            },
            ["cmake/Extra.cmake", "cmake/FindFoo.cmake"],
            id="the folder of a function",
        ),
        pytest.param(
            {
                "CMakeLists.txt": "include(cmake/Extra.cmake)\ncheck_it(y)",
                "cmake/Extra.cmake": "macro(check_it x)\n"
                "configure_file(${PROJECT_SOURCE_DIR}/config.h.in c.h)\nendmacro()",
            },
            ["cmake/Extra.cmake"],
            id="a check without a project",
        ),
        pytest.param(
            {
                "CMakeLists.txt": "project(x)\ninclude(cmake/Extra.cmake)\ncheck_it(y)",
                "cmake/Extra.cmake": "macro(check_it x)\n"
                "configure_file(${PROJECT_SOURCE_DIR}/config.h.in c.h)\nendmacro()",
            },
            ["cmake/Extra.cmake", "config.h.in"],
            id="a check of the project's own",
        ),
        pytest.param(
            {
                "CMakeLists.txt": "set(LLVM_TARGET_DEFINITIONS a.td)\nmlir_tablegen(a.inc -gen)",
                "a.td": 'include "b.td"\n',
                "b.td": "",
            },
            ["a.td", "b.td"],
            id="TableGen",
        ),
        pytest.param(
            {
                "CMakeLists.txt": "add_custom_command(OUTPUT m.c COMMAND cython DEPENDS m.pyx)",
                "m.pyx": "from lib cimport f\n",
                "lib.pxd": 'include "part.pxi"\ncdef extern from "x.h":\n    pass\n',
                "part.pxi": "",
                "x.h": "",
            },
            ["lib.pxd", "m.pyx", "part.pxi", "x.h"],
            id="what declarations of Cython include",
        ),
        pytest.param(
            {
                "CMakeLists.txt": "include(cmake/Extra.cmake)",
                "cmake/Extra.cmake": "include(cmake/Extra.cmake)\nadd_subdirectory(.)",
            },
            ["cmake/Extra.cmake"],
            id="in circles",
        ),
        pytest.param(
            {
                "CMakeLists.txt": "add_subdirectory(sub)",
                "sub/.git": "gitdir: x",
                "sub/CMakeLists.txt": "add_library(x x.c)",
                "sub/x.c": "",
                "sub/include/x.h": "",
            },
            ["sub/CMakeLists.txt", "sub/include/x.h"],
            id="a submodule",
        ),
        pytest.param(
            {
                "CMakeLists.txt": "add_library(x main.c)\ninclude_directories(. include)",
                "main.c": '#include "top.h"\n#include "demo/x.h"\n#include <stdio.h>',
                "top.h": "",
            },
            ["include/demo/x.h", "include/demo/y.h", "main.c", "top.h"],
            id="included headers",
        ),
        pytest.param(
            {
                "CMakeLists.txt": "add_library(x main.c)\ninclude_directories(lib tests/include)",
                "main.c": '#include "tests/told.h"',
                "lib/x.h": "",
                "lib/tests/told.h": "",
                "lib/tests/harness.h": "",
                "tests/include/y.h": "",
            },
            ["lib/tests/told.h", "lib/x.h", "main.c", "tests/include/y.h"],
            id="headers of tests",
        ),
        pytest.param(
            {
                "CMakeLists.txt": "configure_file(config.h.in ${CMAKE_CURRENT_SOURCE_DIR}/c.h)\n"
                "add_library(x main.c)",
                "main.c": '#include "c.h"',
                "c.h": "",
            },
            ["config.h.in", "main.c"],
            id="never what CMake writes",
        ),
    ],
)
def test_trees(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert keys(lay_out, files["CMakeLists.txt"], files) == expected


# What options guard is read where they are on, and where it cannot be told.
OPTIONS = [
    pytest.param('option(X "doc" OFF)\nif(X)\n  {}\nendif()', False, id="off"),
    pytest.param("option(X doc)\nif(X)\n  {}\nendif()", False, id="off by default"),
    pytest.param("option(X doc ON)\nif(X)\n  {}\nendif()", True, id="on"),
    pytest.param("option(X doc ON)\nif(X)\nelse()\n  {}\nendif()", False, id="else of on"),
    pytest.param("option(X doc ON)\nif(NOT X)\n  {}\nendif()", False, id="not on"),
    pytest.param("if(X)\n  {}\nendif()", True, id="never set"),
    pytest.param("option(X doc OFF)\nif(X AND W)\n  {}\nendif()", False, id="off and unknown"),
    pytest.param("option(X doc OFF)\nif(X OR W)\n  {}\nendif()", True, id="off or unknown"),
    pytest.param(
        "option(X d OFF)\noption(Z d ON)\nif(NOT (X OR NOT Z))\n  {}\nendif()", True, id="nested"
    ),
    pytest.param(
        "option(X d OFF)\noption(Z d ON)\nif(W AND (X OR NOT Z))\n  {}\nendif()",
        False,
        id="nested, off",
    ),
    pytest.param(
        "option(X doc OFF)\nif(WIN32)\n  set(X ON)\nendif()\nif(X)\n  {}\nendif()",
        True,
        id="turned on where it may be",
    ),
    pytest.param(
        "option(X doc OFF)\nforeach(i a b)\n  if(X)\n    {}\n  endif()\n  set(X ON)\nendforeach()",
        True,
        id="turned on by the round before",
    ),
    pytest.param(
        "option(X doc OFF)\nfind_thing(RESULT X)\nif(X)\n  {}\nendif()", True, id="handed over"
    ),
    pytest.param(
        "option(X doc OFF)\nfunction(f)\n  set(X ON PARENT_SCOPE)\nendfunction()\nf()\n"
        "if(X)\n  {}\nendif()",
        True,
        id="set by a function",
    ),
    pytest.param('set(X "a" CACHE STRING d)\nif(X STREQUAL "b")\n  {}\nendif()', False, id="text"),
    pytest.param(
        'set(X "a" CACHE STRING d)\nif("${{X}}" STREQUAL "a")\n  {}\nendif()', True, id="same text"
    ),
    pytest.param(
        "set(CMAKE_BUILD_TYPE A CACHE STRING d)\nif(CMAKE_BUILD_TYPE STREQUAL B)\n  {}\nendif()",
        True,
        id="what the tool that starts CMake sets",
    ),
    pytest.param("option(X d OFF)\nif(NOT X)\n  return()\nendif()\n{}", False, id="returned"),
    pytest.param("if(NOT X)\n  return()\nendif()\n{}", True, id="returned perhaps"),
    pytest.param(
        'option(X d OFF)\ncmake_dependent_option(Z d ON "X" OFF)\nif(Z)\n  {}\nendif()',
        False,
        id="dependent",
    ),
    pytest.param("if(EXISTS a OR DEFINED ENV{{A}})\n  {}\nendif()", True, id="tests"),
    pytest.param("option(X d OFF)\nif(X X)\n  {}\nendif()", True, id="broken"),
]


@pytest.mark.parametrize(("lists", "is_read"), OPTIONS)
def test_options(lay_out: LayOut, lists: str, is_read: bool) -> None:
    text = lists.format("add_library(x main.c)")
    project = lay_out({"CMakeLists.txt": text, "main.c": ""})
    found = [item.key for item in cmake.inputs(project, ".", at=AT, defined={})]
    assert (File("main.c") in found) is is_read
    # Who cannot tell what CMake is told to define takes nothing for off that may be on.
    if "ON)" not in text:
        assert File("main.c") in [item.key for item in cmake.inputs(project, ".", at=AT)]


def test_defined(lay_out: LayOut) -> None:
    text = "option(X d OFF)\nif(X)\n  add_library(x main.c)\nendif()"
    project = lay_out({"CMakeLists.txt": text, "main.c": ""})

    def is_read(value: str | None) -> bool:
        found = cmake.inputs(project, ".", at=AT, defined={"X": value})
        return File("main.c") in [item.key for item in found]

    assert is_read("ON")
    assert is_read(None)
    assert not is_read("X-NOTFOUND")


def test_a_project_below_its_sources(lay_out: LayOut) -> None:
    project = lay_out(
        {
            "py/CMakeLists.txt": "add_library(x ../lib/a.c)\nadd_subdirectory(../lib lib)",
            "lib/CMakeLists.txt": "add_library(y b.c)",
            "lib/a.c": "",
            "lib/b.c": "",
        }
    )
    inner = type(project)(f"{project.root}/py")
    found = {item.key for item in cmake.inputs(inner, ".", at=AT)}
    names = ("CMakeLists.txt", "../lib/CMakeLists.txt", "../lib/a.c", "../lib/b.c")
    assert found == set(map(File, names))


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        pytest.param("configure_file(a ${CMAKE_CURRENT_BINARY_DIR}/b)", [], id="in the build"),
        pytest.param("configure_file(a b)", [], id="a relative path is in the build"),
        pytest.param("configure_file(a ${CMAKE_CURRENT_SOURCE_DIR}/b)", ["b"], id="a template"),
        pytest.param("file(WRITE ${CMAKE_SOURCE_DIR}/src/v.h text)", ["src/v.h"], id="a file"),
        pytest.param(
            "file(GENERATE OUTPUT ${CMAKE_SOURCE_DIR}/g.h INPUT ${CMAKE_SOURCE_DIR}/g.in)",
            ["g.h"],
            id="a generated file",
        ),
        pytest.param(
            "add_custom_command(OUTPUT ${CMAKE_CURRENT_SOURCE_DIR}/x.c BYPRODUCTS"
            " ${CMAKE_CURRENT_SOURCE_DIR}/x.h COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/gen.py)",
            ["x.c", "x.h"],
            id="a command",
        ),
    ],
)
def test_outputs(lay_out: LayOut, lists: str, expected: list[str]) -> None:
    project = lay_out({"CMakeLists.txt": lists})
    assert [item.file for item in cmake.outputs(project, ".")] == expected


@pytest.mark.parametrize(
    "lists",
    [
        pytest.param(b"\xff\xfe\x00add_library(x \xe9.c)", id="not UTF-8"),
        pytest.param(b"set()\nlist()\nfile()\ninstall()\nforeach()\nproject()", id="no words"),
        pytest.param(b"if(\n" * 500 + b"endif()\nelse()\nendif()\nendif()", id="unbalanced"),
        pytest.param(b"set(A ${A};${A} x)\n" * 60 + b"add_library(y ${A}${A}${A})", id="growing"),
        pytest.param(b"set(A ${${A}})\nadd_library(x ${${A}} ${} ${ } ${A)", id="odd references"),
        pytest.param(b"[[" * 50_000, id="open brackets"),
        pytest.param(b'"' * 50_001, id="quotes"),
        pytest.param(b"macro(m)\nm()\nm()\nendmacro()\nm()\nm()", id="exploding macros"),
        pytest.param(b"add_library(x \x00 ${CMAKE_SOURCE_DIR}\x00)", id="NUL"),
    ],
)
def test_hostile_files(lay_out: LayOut, lists: bytes) -> None:
    project = lay_out({"CMakeLists.txt": lists})
    assert [item.key for item in cmake.inputs(project, ".", at=AT)] == [File("CMakeLists.txt")]


def test_no_lists(lay_out: LayOut) -> None:
    project = lay_out({"x": "", "CMakeLists.txt/x": ""})
    assert list(cmake.inputs(project, ".", at=AT)) == []
    assert list(cmake.inputs(project, "missing", at=AT)) == []


def test_variables_of_the_environment_are_possible(lay_out: LayOut) -> None:
    text = (
        "set(ENV{SET} 1)\nunset(ENV{UNSET})\nset(x $ENV{READ})\n"
        'if(DEFINED ENV{ASKED} OR "$ENV{A}/$ENV{B}")\n# $ENV{COMMENT}\nendif()\n'
    )
    found = cmake.inputs(lay_out({"CMakeLists.txt": text}), ".", at=AT)
    variables = {item.key: item.certainty for item in found if isinstance(item.key, Env)}
    assert variables == dict.fromkeys(map(Env, ("READ", "ASKED", "A", "B")), Certainty.POSSIBLE)
