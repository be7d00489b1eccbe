"""Values as text and back, for values that nobody thought of."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samepath.runtime_guard import UnreadableError, UnrecordableError, recordable
from samepath.runtime_guard.codec import Codec

CODEC = Codec()
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=())),
    st.binary(),
    st.decimals(allow_nan=False),
    st.uuids(),
    st.datetimes(timezones=st.just(dt.UTC)),
    st.dates(),
    st.timedeltas(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.text(max_size=3) | st.integers() | st.just("$"), inner, max_size=4),
        st.tuples(inner, inner),
        st.frozensets(SCALARS, max_size=4),
    ),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_recorded_comes_back(value):
    assert CODEC.decode(CODEC.encode(value)) == value


@given(VALUES)
def test_a_copy_has_the_same_record(value):
    text = CODEC.encode(value)

    assert CODEC.encode(CODEC.decode(text)) == text


@given(st.text())
def test_whatever_a_damaged_row_holds_reading_it_fails_with_a_clear_error(text):
    with contextlib.suppress(UnreadableError):  # and nothing else
        CODEC.decode(text)


KEYS = st.text(max_size=3) | st.integers() | st.just("$") | st.tuples(st.integers())


@given(st.dictionaries(KEYS, st.integers(), min_size=2, max_size=5))
def test_the_digest_does_not_depend_on_the_order_of_keys(mapping):
    backwards = dict(reversed(mapping.items()))

    assert CODEC.encode_arguments([mapping], {})[1] == CODEC.encode_arguments([backwards], {})[1]


@given(st.lists(st.integers(), max_size=3), st.lists(st.integers(), max_size=3))
def test_other_arguments_have_another_digest(one, other):
    same = CODEC.encode_arguments(one, {})[1] == CODEC.encode_arguments(other, {})[1]

    assert same == (one == other)


@pytest.mark.parametrize("value", [object(), lambda: 1, type, iter([])], ids=range(4))
def test_what_has_no_record_is_refused(value):
    with pytest.raises(UnrecordableError, match="cannot be recorded"):
        CODEC.encode([value])


def test_what_contains_itself_is_refused():
    things = []
    things.append(things)

    with pytest.raises(UnrecordableError, match="contains itself"):
        CODEC.encode(things)


def test_only_plain_types_are_recordable_by_decoration():
    with pytest.raises(UnrecordableError, match="no dataclass, named tuple or enumeration"):
        recordable(type("Odd", (), {}))


def test_a_subclass_is_not_recorded_as_what_it_is_derived_from():
    class Loud(str):
        __slots__ = ()

    with pytest.raises(UnrecordableError):
        CODEC.encode(Loud("x"))


def test_the_recorded_form_of_arguments_names_only_what_was_named():
    assert CODEC.encode_arguments([[1]], {})[0] == "[[[1]]]"
    assert CODEC.encode_arguments([[1]], {"a": 2})[0] == '[[[1]],{"a":2}]'


def test_of_an_error_that_holds_what_has_no_record_its_message_is_kept():
    error = ValueError(object(), "why")
    error.extra = object()

    found = CODEC.decode(CODEC.encode(error))

    assert (type(found), found.args, vars(found)) == (ValueError, (str(error),), {})
