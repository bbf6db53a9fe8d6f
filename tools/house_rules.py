"""The house rules that no off-the-shelf linter knows. Run: python tools/house_rules.py

Each rule carries a sentence, code that breaks it and code that keeps it; the rules are tried on
their own examples every time before they are tried on the house.
"""

import ast
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

WRITES = {
    "save",
    "delete",
    "create",
    "bulk_create",
    "get_or_create",
    "update_or_create",
    "bulk_update",
}
READ_ONLY = {
    "views.py",
    "forms.py",
    "queries.py",
    "urls.py",
    "jobs.py",
    "reactions.py",
    "worker.py",
}


@dataclass(frozen=True)
class Rule:
    sentence: str
    applies: Callable[[Path], bool]
    find: Callable[[ast.Module], Iterator[ast.AST]]
    breaks: str
    keeps: str


def is_actions(path: Path) -> bool:
    """Tell whether a file is a room's actions, or a part of them."""
    return path.name == "actions.py" or (
        path.parent.name == "actions" and path.name != "__init__.py"
    )


def is_read_only(path: Path) -> bool:
    """Tell whether a file is one that may not write."""
    return path.name in READ_ONLY or path.parent.name in {"views", "jobs"}


def writes(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in WRITES
        ):
            yield node


def actions_in(tree: ast.Module) -> list[ast.FunctionDef]:
    return [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def positional_actions(tree: ast.Module) -> Iterator[ast.AST]:
    return (action for action in actions_in(tree) if len(action.args.args) > 1)


def actions_with_own_clock(tree: ast.Module) -> Iterator[ast.AST]:
    for action in actions_in(tree):
        if "now" not in {arg.arg for arg in action.args.kwonlyargs}:
            yield action


def silent_actions(tree: ast.Module) -> Iterator[ast.AST]:
    functions = {n.name: n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
    public = {action.name for action in actions_in(tree)}
    imported = {
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and ".actions" in (node.module or "")
        for alias in node.names
    }

    def tells(function: ast.FunctionDef, seen: frozenset[str]) -> bool:
        """Tell whether it calls an action, itself or through the private functions of its file."""
        for call in ast.walk(function):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
                continue
            name = call.func.id
            if name in imported or (name in public and name not in seen):
                return True
            if name in functions and name not in seen and tells(functions[name], seen | {name}):
                return True
        return False

    return (a for a in actions_in(tree) if not tells(a, frozenset({a.name})))


def long_functions(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 60:
            yield node


RULES = [
    Rule(
        "Only actions write. Move this into the room's actions.py.",
        is_read_only,
        writes,
        breaks="def view(request):\n    promise.save()",
        keeps="def view(request):\n    actions.keep(promise, now=now)",
    ),
    Rule(
        "An action takes one thing by position; everything else is named.",
        is_actions,
        positional_actions,
        breaks="def keep(promise, now): ...",
        keeps="def keep(promise, *, now): ...",
    ),
    Rule(
        "An action is told the time: it takes `now`.",
        is_actions,
        actions_with_own_clock,
        breaks="def keep(promise, *, by): ...",
        keeps="def keep(promise, *, by, now): ...",
    ),
    Rule(
        "An action leaves a trace: it writes the journal or calls an action that does.",
        lambda p: is_actions(p) and "journal" not in p.parts,
        silent_actions,
        breaks="def keep(promise, *, now):\n    promise.save()",
        keeps="from j.actions import write\n\ndef keep(p, *, now):\n    write('promise.kept', now=now)",
    ),
    Rule(
        "A function fits on one screen (60 lines).",
        lambda p: "migrations" not in p.parts,
        long_functions,
        breaks="def f():\n" + "    x = 1\n" * 60,
        keeps="def f():\n    x = 1",
    ),
]


def main() -> int:
    for rule in RULES:
        assert list(rule.find(ast.parse(rule.breaks))), (
            f"does not catch its own example: {rule.sentence}"
        )
        assert not list(rule.find(ast.parse(rule.keeps))), (
            f"catches its own good example: {rule.sentence}"
        )
    faults = [
        f"{path}:{node.lineno}: {rule.sentence}"
        for path in sorted(Path("src/hoituu").rglob("*.py"))
        for rule in RULES
        if rule.applies(path)
        for node in rule.find(ast.parse(path.read_text()))
    ]
    print("\n".join(faults) or f"{len(RULES)} house rules kept")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
