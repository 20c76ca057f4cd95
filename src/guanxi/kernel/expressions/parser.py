"""Text to syntax tree, by the CEL grammar of cel-python, within fixed limits of size."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import lru_cache

from celpy.celparser import CELParseError, CELParser
from lark import Token, Tree

from guanxi.kernel.expressions.bounds import MAX_DEPTH, MAX_ITEMS, MAX_LENGTH, MAX_NODES
from guanxi.kernel.expressions.literals import is_reasonable, read_decimal, read_integer, read_string
from guanxi.kernel.expressions.nodes import (
    Binary,
    Call,
    Conditional,
    Expression,
    ListOf,
    Literal,
    LiteralValue,
    Logical,
    Method,
    Name,
    Node,
    Unary,
)
from guanxi.kernel.expressions.problems import refuse_at
from guanxi.kernel.expressions.scanning import refuse_open_text

_OPERATORS = {
    "relation_lt": "<",
    "relation_le": "<=",
    "relation_gt": ">",
    "relation_ge": ">=",
    "relation_eq": "==",
    "relation_ne": "!=",
    "relation_in": "in",
    "addition_add": "+",
    "addition_sub": "-",
    "multiplication_mul": "*",
    "multiplication_div": "/",
    "multiplication_mod": "%",
}
_LOGICAL = {"conditionalor": "||", "conditionaland": "&&"}

_BRACKETS = ("list_lit", "map_lit")  # One item alone is not the same without them.

_grammar = CELParser()


@lru_cache(maxsize=1024)
def parse(source: str) -> Expression:
    """Raises ``expression_syntax``, ``expression_text_open`` and the ``expression_too_…`` problems."""
    if len(source) > MAX_LENGTH:
        raise _too_long(source)
    refuse_open_text(source)
    try:
        tree = _grammar.parse(source)
    except CELParseError as error:
        raise _syntax_problem(source, error) from None
    return Expression(source, _Builder(source).build(tree, 1))


def _too_long(source: str) -> Exception:
    """Names the first character that is too many."""
    line = source.count("\n", 0, MAX_LENGTH) + 1
    return refuse_at(
        "too_long", line, MAX_LENGTH - source.rfind("\n", 0, MAX_LENGTH), limit=MAX_LENGTH, length=len(source)
    )


def _syntax_problem(source: str, error: CELParseError) -> Exception:
    line, column = max(error.line or 1, 1), max(error.column or 1, 1)
    lines = source.split("\n")
    near = lines[line - 1][column - 1 : column + 19] if line <= len(lines) else ""
    return refuse_at("syntax", line, column, near=near.strip() or source.strip()[-20:])


class _Builder:
    """Turns the grammar's deep tree into ours. Recursion follows our own depth, which is limited."""

    def __init__(self, source: str) -> None:
        self._nodes = 0
        self._line = 1
        self._column = 1

    def build(self, tree: Tree[Token], depth: int) -> Node:
        while True:  # The grammar wraps each operand in one level per precedence; parentheses add more.
            if (line := getattr(tree.meta, "line", None)) is not None:  # `true` is read without one
                self._line, self._column = line, tree.meta.column
            only = tree.children[0] if len(tree.children) == 1 else None
            if not isinstance(only, Tree) or tree.data in _BRACKETS:
                break
            tree = only

        self._nodes += 1
        if depth > MAX_DEPTH:
            raise refuse_at("too_deep", self._line, self._column, limit=MAX_DEPTH)
        if self._nodes > MAX_NODES:
            raise refuse_at("too_large", self._line, self._column, limit=MAX_NODES)

        line, column = self._line, self._column
        children = tree.children
        match tree.data:
            case "literal":
                return Literal(line, column, self._literal(children[0]))
            case "ident":
                return Name(line, column, (str(children[0]),))
            case "expr":
                test, then, otherwise = (self.build(child, depth + 1) for child in children)  # type: ignore[arg-type]
                return Conditional(line, column, test, then, otherwise)
            case "conditionalor" | "conditionaland" as kind:
                return Logical(line, column, _LOGICAL[kind], self._chain(tree, depth + 1))
            case "relation" | "addition" | "multiplication":
                operator, right = children
                left = self.build(operator.children[0], depth + 1)  # type: ignore[union-attr, arg-type]
                return Binary(line, column, _OPERATORS[operator.data], left, self.build(right, depth + 1))  # type: ignore[union-attr, arg-type]
            case "unary":
                sign = "!" if children[0].data == "unary_not" else "-"  # type: ignore[union-attr]
                return Unary(line, column, sign, self.build(children[1], depth + 1))  # type: ignore[arg-type]
            case "member_dot":
                base = self.build(children[0], depth + 1)  # type: ignore[arg-type]
                if isinstance(base, Name):
                    return Name(line, column, (*base.path, str(children[1])))
            case "member_dot_arg":
                target = self.build(children[0], depth + 1)  # type: ignore[arg-type]
                return Method(
                    line, column, target, str(children[1]), self._arguments(children[2:], depth + 1)
                )
            case "ident_arg":
                return Call(line, column, str(children[0]), self._arguments(children[1:], depth + 1))
            case "list_lit":
                if children and len(children[0].children) > MAX_ITEMS:  # type: ignore[union-attr]
                    raise refuse_at("list_too_long", line, column, limit=MAX_ITEMS)
                return ListOf(line, column, self._arguments(children, depth + 1))
        raise refuse_at("unsupported", line, column, part=str(tree.data))

    def _chain(self, tree: Tree[Token], depth: int) -> tuple[Node, ...]:
        """The operands of ``a && b && c``, first to last, without recursion along the chain."""
        kind = tree.data
        reversed_parts: list[Node] = []
        current = tree
        while current.data == kind and len(current.children) == 2:
            reversed_parts.append(self.build(current.children[1], depth))  # type: ignore[arg-type]
            current = current.children[0]  # type: ignore[assignment]
        reversed_parts.append(self.build(current, depth))

        operands: list[Node] = []
        for part in reversed(
            reversed_parts
        ):  # Both operators are associative, so brackets among them say nothing.
            same = isinstance(part, Logical) and part.operator == _LOGICAL[kind]
            operands.extend(part.operands if same else (part,))  # type: ignore[attr-defined]
        return tuple(operands)

    def _arguments(self, children: list[Tree[Token] | Token], depth: int) -> tuple[Node, ...]:
        if not children or not isinstance(children[0], Tree):
            return ()
        return tuple(self.build(child, depth) for child in children[0].children)  # type: ignore[arg-type]

    def _literal(self, token: object) -> LiteralValue:
        assert isinstance(token, Token)
        text = str(token)
        try:
            match token.type:
                case "STRING_LIT" | "MLSTRING_LIT":
                    return read_string(text)
                case "INT_LIT":
                    number: int | Decimal = read_integer(text)
                case "FLOAT_LIT":
                    number = read_decimal(text)
                case "BOOL_LIT":
                    return text == "true"
                case "NULL_LIT":
                    return None
                case other:
                    raise refuse_at("unsupported", self._line, self._column, part=other)
        except InvalidOperation:  # An exponent that no decimal can hold.
            raise refuse_at("number_out_of_range", self._line, self._column, value=text[:40]) from None
        except ValueError:
            raise refuse_at("syntax", self._line, self._column, near=text[:20]) from None
        if not is_reasonable(Decimal(number)):
            raise refuse_at("number_out_of_range", self._line, self._column, value=text[:40])
        return number
