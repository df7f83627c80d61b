"""The table in docs/architecture.md is what the code imports, and the arrows go one way."""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GENERATOR = ROOT / "generator"
ORDER = ["errors", "resources", "files", "faces", "source", "wording", "language", "profile", "policy", "document"]
ORDER += ["adoption", "pdf", "docx", "office", "layout", "lint", "build", "compare", "cli"]


def _room(file: Path) -> str:
    return file.relative_to(GENERATOR).parts[0].removesuffix(".py")


def _imports() -> dict[str, tuple[set[str], set[str]]]:
    """Per room: the rooms and the third-party packages it imports, wherever in a file the import stands."""
    found: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for file in sorted(GENERATOR.rglob("*.py")):
        room = _room(file)
        if room in {"__init__", "__main__"}:
            continue
        ours, others = found[room]
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for name in _names(node):
                package, _, rest = name.partition(".")
                if package == "generator" and rest:
                    ours.add(rest.split(".")[0])
                elif package not in {"generator", *sys.stdlib_module_names}:
                    others.add(package)
        ours.discard(room)
    return dict(found)


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module == "generator":
        return [f"generator.{alias.name}" for alias in node.names if alias.name != "__version__"]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def _table() -> dict[str, tuple[set[str], set[str]]]:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z]+) \|([^|]*)\|([^|]*)\|$", text, re.M)
    return {
        room: (set(re.findall(r"\w+", ours)), set(re.findall(r"\w+", others)))
        for room, ours, others in rows
        if room != "room"
    }


def test_the_table_of_imports_is_true():
    assert _imports() == _table()


def test_imports_go_one_way():
    for room, (ours, _) in _imports().items():
        assert all(ORDER.index(other) < ORDER.index(room) for other in ours), (room, ours)


def test_renderers_know_neither_each_other_nor_profiles():
    imports = _imports()
    for renderer in ("pdf", "docx"):
        assert not imports[renderer][0] & {"pdf", "docx", "profile", "policy"}


def test_a_library_is_imported_in_one_room_only():
    """But jinja2 (policy, pdf) and pydantic (profile, policy)."""
    rooms: dict[str, set[str]] = defaultdict(set)
    for room, (_, others) in _imports().items():
        for library in others:
            rooms[library].add(room)
    shared = {library: found for library, found in rooms.items() if len(found) > 1}
    assert shared == {"jinja2": {"policy", "pdf"}, "pydantic": {"profile", "policy"}}


def test_python_holds_no_arabic_prose():
    """Words stand in templates/; Python may hold letters and signs that its rules are about."""
    for file in sorted(GENERATOR.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        docstrings = {
            ast.get_docstring(node, clean=False)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docstrings:
                words = re.findall("[\u0621-\u064a]{2,} [\u0621-\u064a]{3,}", node.value)
                assert not words, (file.name, node.lineno, node.value)


def test_only_the_command_line_prints_or_exits():
    for file in sorted(GENERATOR.rglob("*.py")):
        if _room(file) in {"cli", "__main__"}:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"print", "exit", "quit"}, (file.name, node.lineno)
            if isinstance(node, ast.Raise):
                assert "SystemExit" not in ast.dump(node), (file.name, node.lineno)
