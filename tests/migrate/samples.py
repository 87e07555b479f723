"""Small projects with metadata that is computed but constant."""

from __future__ import annotations

SETUPTOOLS = (
    '[build-system]\nrequires = ["setuptools>=77"]\nbuild-backend = "setuptools.build_meta"\n'
)
HATCHLING = (
    '[build-system]\nrequires = ["hatchling", "hatch-requirements-txt"]\n'
    'build-backend = "hatchling.build"\n'
)
MANAGED = "\n[tool.uv]\npackage = true\n"
PACKAGE = {"demo/__init__.py": '__version__ = "1.0"\n', "demo/data.json": "{}\n"}
README = {"README.md": "# demo\n\nSchön.\n", "README.rst": "demo\n====\n"}


def project(dynamic: str, rest: str = "", *, version: str = 'version = "1.0"\n') -> str:
    """Return a pyproject.toml with `[project]` for setuptools."""
    head = f'{SETUPTOOLS}\n[project]\nname = "demo"\n{version}dynamic = [{dynamic}]\n'
    return f"{head}\n{rest}"


def setup(arguments: str, before: str = "") -> dict[str, str]:
    """Return a project with a setup.py that states all."""
    text = f"from setuptools import setup\n\n{before}\nsetup(\n{arguments})\n"
    return {"pyproject.toml": SETUPTOOLS + MANAGED, "setup.py": text, **PACKAGE, **README}


SAMPLES: dict[str, dict[str, str]] = {
    "requirements of setuptools": {
        "pyproject.toml": project(
            '"dependencies", "optional-dependencies"',
            '[tool.setuptools]\npackages = ["demo"]\n\n[tool.setuptools.dynamic]\n'
            'dependencies = { file = ["a.txt", "b.txt"] }\n'
            'optional-dependencies.dev = { file = "c.txt" }\n',
        ),
        "a.txt": "# all\nAttrs>=21,!=22.1  # why\n\nsix ; python_version<'3'\n",
        "b.txt": "requests[socks] ~= 2.0\n",
        "c.txt": "pytest\n",
        **PACKAGE,
    },
    "texts of setuptools": {
        "pyproject.toml": project(
            '"readme", "description", "classifiers"',
            "[tool.setuptools.dynamic]\n"
            'readme = { file = "README.md", content-type = "text/markdown" }\n'
            'description = { file = "about.txt" }\nclassifiers = { file = "kinds.txt" }\n',
        ),
        "about.txt": "A demonstration.\n",
        "kinds.txt": "Framework :: IPython\nTopic :: Utilities\n",
        **README,
        **PACKAGE,
    },
    "a readme without a type": {
        "pyproject.toml": project(
            '"readme"', '[tool.setuptools.dynamic.readme]\nfile = ["README.rst"]\n'
        ),
        **README,
        **PACKAGE,
    },
    "entry points in a file": {
        "pyproject.toml": project(
            '"entry-points", "scripts", "gui-scripts"',
            '[tool.setuptools.dynamic]\nentry-points = { file = "points.ini" }\n',
        ),
        "points.ini": "[console_scripts]\ndemo = demo:main\n\n[demo.plug]\na-b = demo.x:Y.z\n",
        **PACKAGE,
    },
    "hatch-requirements-txt": {
        "pyproject.toml": f'{HATCHLING}\n[project]\nname = "demo"\nversion = "1.0"\n'
        'dynamic = ["dependencies", "optional-dependencies"]\n\n'
        '[tool.hatch.metadata.hooks.requirements_txt]\nfiles = ["a.txt"]\n\n'
        "[tool.hatch.metadata.hooks.requirements_txt.optional-dependencies]\n"
        'Dev_x = ["c.txt"]\n\n[tool.hatch.build]\nskip-excluded-dirs = true\n',
        "a.txt": "Zope.Interface>=5  # why\nattrs\n",
        "c.txt": "pytest\n",
        **PACKAGE,
    },
    "setup.py beside [project]": {
        "pyproject.toml": project('"dependencies", "scripts", "keywords"'),
        "setup.py": "from setuptools import setup\n\nsetup(\n"
        '    install_requires=["six"],  # old\n    keywords="a b, c",\n'
        '    entry_points={"console_scripts": ["demo=demo:main"]},\n)\n',
        **PACKAGE,
    },
    "all that can move": setup(
        '    name="Demo.Pkg",\n    version="1.0.0-beta.1",\n    description="A demo",\n'
        '    long_description=open("README.md", encoding="utf-8").read(),\n'
        '    long_description_content_type="text/markdown",\n'
        '    author="Ann O\'Nym",\n    author_email="ann@example.org",\n'
        '    maintainer="Bo",\n    python_requires=">=3.8, <4",\n    keywords=["a", "b"],\n'
        '    classifiers=["Topic :: Utilities", "Framework :: IPython"],\n'
        '    project_urls={"Source code": "https://example.org/a"},\n'
        '    install_requires=["six>=1.0 ; python_version<\'3\'", "Foo_Bar==1.*"],\n'
        '    extras_require={"Test_x": ["pytest"], "none": []},\n'
        '    entry_points={"console_scripts": ["b=demo:b", "a = demo:a"], "x.y": "c=demo"},\n'
        '    packages=["demo"],\n'
    ),
    "much that cannot": setup(
        '    name="demo",\n    version=__version__,\n    url="https://example.org",\n'
        '    license="MIT",\n    author=NAME,\n    author_email="ann@example.org",\n'
        '    platforms=["any"],\n    packages=find_packages(),\n    install_requires="""\n'
        '        six\n        attrs>=20\n    """,\n    entry_points="""\n'
        '        [console_scripts]\n        demo=demo:main\n    """,\n    zip_safe=False,\n',
        "from setuptools import find_packages\n\nNAME = str('Ann')\n__version__ = str(1.0)\n",
    ),
    "names at the top": setup(
        "    name=NAME,\n    version='1.0',\n    install_requires=NEEDED,\n"
        "    extras_require={'test': TESTS},\n    long_description=TEXT,\n"
        "    long_description_content_type='text/x-rst; charset=UTF-8',\n    py_modules=['demo'],\n",
        "import os\n\nHERE = os.path.abspath(os.path.dirname(__file__))\nNAME = 'demo'\n"
        "NEEDED = [\n    # first\n    'six',  # beside\n]\nTESTS = ['pytest']\n"
        "with open(os.path.join(HERE, 'README.md'), encoding='utf-8') as file:\n"
        "    TEXT = file.read()\n",
    ),
    "a text in place": setup(
        '    name="demo",\n    version="1.0",\n    description="A \\"demo\\" \\\\ of it",\n'
        '    long_description="One\\n\\nTwo: \\u00e4 \\t \\\\n\\n",\n'
        '    long_description_content_type="text/plain",\n    packages=["demo"],\n'
    ),
    "data of MANIFEST.in": {
        **setup(
            '    name="demo",\n    version="1.0",\n    description="A",\n    packages=["demo"],\n'
        ),
        "MANIFEST.in": "include demo/*.json\n",
    },
    "setup.cfg": {
        "pyproject.toml": SETUPTOOLS + MANAGED,
        "setup.cfg": "# on top\n[metadata]\nname = demo\nversion = attr: demo.__version__\n"
        "summary = A demo\nlong-description = file: README.md\n"
        "long_description_content_type = text/markdown\nhome-page = https://example.org\n"
        "license = MIT\nclassifiers =\n    Topic :: Utilities\n    Framework :: IPython\n"
        "keywords = a, b\nproject_urls =\n    Source = https://example.org/a\n\n[options]\n"
        "packages = find:\npython_requires = >=3.8\ninstall_requires =\n    six\n"
        "    # for slots\n    attrs>=20; python_version<'3'\n\n[options.extras_require]\n"
        "test = pytest; hypothesis\n\n[options.entry_points]\nconsole_scripts =\n"
        "    demo = demo:main\n\n[bdist_wheel]\nuniversal = 0\n",
        **PACKAGE,
        **README,
    },
    "setup.py and setup.cfg": {
        "pyproject.toml": SETUPTOOLS + MANAGED,
        "setup.cfg": "[metadata]\nname = demo\nversion = 1.0\nauthor = Ann\n\n[options]\n"
        "packages = demo\n",
        "setup.py": "import setuptools\n\nsetuptools.setup(install_requires=['six'])\n",
        **PACKAGE,
    },
}
