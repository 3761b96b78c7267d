"""The small faults that mutation testing puts into a module, one at a time, in its syntax tree."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Mod: ast.Mult, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr, ast.Break: ast.Continue, ast.Continue: ast.Break,
}  # fmt: skip
# What stands there for readers and type checkers, and changes nothing that runs; so do several types in brackets.
SPOKEN = {"annotation", "returns", "decorator_list", "bases", "type_comment"}

Put = Callable[[ast.AST], None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fault is put: the lines of its statement, and whether it stands in the body of a function."""

    first: int
    last: int
    in_function: bool = False


@dataclass(frozen=True, slots=True)
class Mutation:
    """One fault: the line where it stands, the words before and after, and the lines of its statement."""

    line: int
    before: str
    after: str
    place: Place


def mutations(tree: ast.Module) -> Iterator[Mutation]:
    """Puts one fault after another into the tree itself, and takes each out when the next is asked for."""
    yield from _in_fields(tree, Place(1, 1))


def _in_fields(node: ast.AST, place: Place) -> Iterator[Mutation]:
    for name, value in ast.iter_fields(node):
        inner = _entered(node, name, place)
        if name in SPOKEN or (name == "slice" and isinstance(value, ast.Tuple)):
            continue
        if isinstance(value, ast.AST):
            yield from _at(node, value, inner, partial(setattr, node, name))
        elif isinstance(value, list):
            yield from _in_list(node, name, value, inner)


def _in_list(node: ast.AST, name: str, value: list[object], place: Place) -> Iterator[Mutation]:
    for number, each in enumerate(value):
        if isinstance(each, ast.AST) and not _is_silent(each):
            inner = _lines_of(each, place) if isinstance(each, ast.stmt) else place
            yield from _at(node, each, inner, partial(value.__setitem__, number))
    if _is_list(node, name):
        yield from _shortened(node, value, place)


def _shortened(node: ast.AST, value: list[object], place: Place) -> Iterator[Mutation]:
    for number, each in enumerate(list(value)):
        if isinstance(each, ast.expr | ast.keyword):
            del value[number]
            yield Mutation(each.lineno, _words(each), "(left out)", place)
            value.insert(number, each)


def _is_list(node: ast.AST, name: str) -> bool:
    """Tells whether the field is a list of values, any one of which can be left out."""
    if name == "elts":
        return isinstance(node, ast.Set) or (isinstance(node, ast.Tuple | ast.List) and isinstance(node.ctx, ast.Load))
    return isinstance(node, ast.Call) and name == "keywords"


def _entered(node: ast.AST, name: str, place: Place) -> Place:
    """Returns the place of a node's field, which may be the body of a function."""
    if isinstance(node, ast.FunctionDef | ast.Lambda) and name == "body":
        return Place(place.first, place.last, in_function=True)
    return place


def _lines_of(statement: ast.stmt, place: Place) -> Place:
    """Returns the lines of a statement, without the statements inside it."""
    body = getattr(statement, "body", None)
    last = body[0].lineno - 1 if body else statement.end_lineno or statement.lineno
    return Place(statement.lineno, max(last, statement.lineno), place.in_function)


def _is_silent(node: ast.AST) -> bool:
    """Tells whether a statement is a docstring, an import, a type or the list of what a module exports."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign):
        return isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__"
    return isinstance(node, ast.Import | ast.ImportFrom)


def _at(parent: ast.AST, node: ast.AST, place: Place, put: Put) -> Iterator[Mutation]:
    line = getattr(node, "lineno", getattr(parent, "lineno", place.first))
    for new in _faults(parent, node, place):
        ast.copy_location(new, node)
        before = _words(parent if isinstance(node, ast.cmpop | ast.operator | ast.boolop) else node)
        put(new)
        ast.fix_missing_locations(parent)
        after = _words(parent if isinstance(node, ast.cmpop | ast.operator | ast.boolop) else new)
        yield Mutation(line, before, after, place)
        put(node)
    if not isinstance(node, ast.Constant):
        yield from _in_fields(node, place)


def _faults(parent: ast.AST, node: ast.AST, place: Place) -> Iterator[ast.AST]:
    if type(node) in OTHER:
        yield OTHER[type(node)]()
    elif isinstance(node, ast.stmt):
        yield from _other_statements(node, place)
    elif isinstance(node, ast.Slice):
        yield from _wider_slices(node)
    elif isinstance(node, ast.Constant):
        # A word of a list is left out; that says the same as another word in its place.
        if not (isinstance(node.value, str) and isinstance(parent, ast.Tuple | ast.Set | ast.List)):
            yield from _other_constants(node.value)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.expr) and _is_plain_test(parent, node):
        yield ast.UnaryOp(ast.Not(), node)


def _wider_slices(node: ast.Slice) -> Iterator[ast.Slice]:
    if node.lower:
        yield ast.Slice(None, node.upper, node.step)
    if node.upper:
        yield ast.Slice(node.lower, None, node.step)


def _other_constants(value: object) -> Iterator[ast.Constant]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        if value > 0:
            yield ast.Constant(value - 1)
    elif isinstance(value, str):
        yield ast.Constant(f"XX{value}XX" if value else "XX")


def _other_statements(node: ast.stmt, place: Place) -> Iterator[ast.AST]:
    if isinstance(node, ast.Return):
        if node.value and not (isinstance(node.value, ast.Constant) and node.value.value is None):
            yield ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Expr | ast.AugAssign) or (isinstance(node, ast.Assign) and place.in_function):
        yield ast.Pass()


def _is_plain_test(parent: ast.AST, node: ast.expr) -> bool:
    """Tells whether a node is a condition in which no operator can be changed instead."""
    if isinstance(node, ast.Compare | ast.BoolOp):
        return False
    return node in parent.ifs if isinstance(parent, ast.comprehension) else node is getattr(parent, "test", None)


def _words(node: ast.AST) -> str:
    try:
        words = ast.unparse(node) if not isinstance(node, ast.Slice) else ast.unparse(ast.Tuple([node], ast.Load()))
    except (AttributeError, ValueError):
        words = type(node).__name__
    return " ".join(words.split())[:90]
