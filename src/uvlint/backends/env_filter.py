"""Environment variables that no key should name, whoever reads them."""

from __future__ import annotations

import re

_OF_THE_MACHINE = (
    r"(?i)"
    # Of services, installers, build front ends and interpreters, by how their names begin.
    r"(?:APPVEYOR|CARGO_|CIRCLE|CONDA|DISTUTILS|GITHUB_|GITLAB|PEP517_|PIP_|PROCESSOR_"
    r"|PROGRAM(?:DATA|FILES)|PYTHON|SETUPTOOLS_|TOX|TRAVIS|VIRTUAL_ENV|VS\d+COM|XDG_"
    r"|_PYPROJECT_HOOKS_)"
    # How much is said, how much is done at once.
    r"|(?:.*_)?(?:JOBS|PARALLEL_LEVEL|QUIET|VERBOSE|VERBOSITY)$"
    # Of the machine and its compilers.
    r"|(?:ANDROID_DATA|ANDROID_ROOT|APPDATA|AR|ARCHFLAGS|C_INCLUDE_PATH|CC|CFLAGS|CI|COLUMNS"
    r"|COMSPEC|CPATH|CPPFLAGS|CXX|CXXFLAGS|DISPLAY|DYLD_LIBRARY_PATH|FC|FFLAGS|HOME|HOMEDRIVE"
    r"|HOMEPATH|HOSTNAME|INCLUDE|LANG|LC_ALL|LD|LDFLAGS|LDSHARED|LD_LIBRARY_PATH|LD_RUN_PATH"
    r"|LIB|LIBRARY_PATH|LINES|LOCALAPPDATA|MACOSX_DEPLOYMENT_TARGET|MAKE|NUMBER_OF_PROCESSORS|PATH|PATHEXT"
    r"|PKG_CONFIG|PKG_CONFIG_PATH|PROFILE|PWD|READTHEDOCS|RUSTC|RUSTFLAGS|SHELL"
    r"|SOURCE_DATE_EPOCH|SYSTEMROOT|TARGET|TEMP|TERM|TMP|TMPDIR|USER|USERNAME|USERPROFILE"
    r"|VCINSTALLDIR|VSINSTALLDIR|WINDIR|_PYTHON_HOST_PLATFORM)$"
)


def is_of_the_machine(name: str) -> bool:
    """Tell whether a variable belongs to the machine, a compiler or a service.

    Also one that only changes how a build talks, or how much of it is done at once.
    """
    return re.match(_OF_THE_MACHINE, name) is not None
