"""What the first layers of an evaluation ask of those that come after them."""

from abc import ABC, abstractmethod

from samepath.linter.program.evaluate.values.state import State
from samepath.linter.program.ir import Block, Node
from samepath.linter.program.objects import Arguments, Decorator, Function, Object, Value
from samepath.linter.program.world import Part
from samepath.rules.catalogue import Entry


class Ahead(State, ABC):
    """Declares what later layers implement."""

    @abstractmethod
    def evaluate(self, node: Node) -> Value:
        """Evaluate one expression."""

    @abstractmethod
    def block(self, block: Block) -> bool:
        """Evaluate statements until one of them leaves; tell whether the end is reached."""

    @abstractmethod
    def attribute(self, value: Value, name: str, site: int) -> Value:
        """Answer the attribute of each object that a value can be."""

    @abstractmethod
    def invoke(self, function: Value, arguments: Arguments, site: int) -> Value:
        """Call each thing that a value can be."""

    @abstractmethod
    def invoke_one(self, item: Object, arguments: Arguments, site: int, labels: int = 0) -> Value:
        """Call one object."""

    @abstractmethod
    def call_function(
        self, function: Function, arguments: Arguments, site: int, *, likely: bool = False
    ) -> Value:
        """Call a function of the program."""

    @abstractmethod
    def deep(self, value: Value, depth: int = 4) -> int:
        """Join the labels of a value and of all that can be reached from it."""

    @abstractmethod
    def call_vouched(
        self, function: Function, said: Entry, arguments: Arguments, site: int
    ) -> Value:
        """Call a function of the program by what the user says of it."""

    @abstractmethod
    def copy_of(self, value: Value, site: int, depth: int) -> Value:
        """Answer copies of containers and instances, and of what they hold to a depth."""

    @abstractmethod
    def call_bound(self, method: Value, receiver: Object, arguments: Arguments, site: int) -> Value:
        """Call a member found in a class with its receiver."""

    @abstractmethod
    def call_part(
        self, part: Part, function: Function, arguments: Arguments, site: int
    ) -> Value | None:
        """Call a step or workflow by its own name inside a workflow."""

    @abstractmethod
    def decorate(self, item: Decorator, arguments: Arguments, site: int) -> Value:
        """Apply what a decorator factory returned."""

    @abstractmethod
    def outside(
        self, name: str, receiver: Value | None, arguments: Arguments, site: int, labels: int
    ) -> Value:
        """Call something that is not followed, by its dotted name."""

    @abstractmethod
    def data_method(
        self, member: str, receiver: Value, arguments: Arguments, site: int, labels: int
    ) -> Value:
        """Call a method that every kind of plain data has."""
