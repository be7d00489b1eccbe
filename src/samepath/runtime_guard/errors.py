"""What can go wrong, and what stops a run.

An error reaches whoever asked and can be handled. An interruption stops a run in this process:
it is a BaseException, so that `except Exception` in a workflow does not swallow it, and the run
refuses to go on even where something swallows it all the same.
"""


class SamepathError(Exception):
    """Something the caller can handle."""


class DuplicateNameError(SamepathError):
    """Two workflows, or two recordable types, claim one name."""


class MisplacedError(SamepathError):
    """An operation was called where nothing can record it."""


class UnknownWorkflowError(SamepathError):
    """No workflow of this name is defined in this process."""


class UnknownQueueError(SamepathError):
    """No queue of this name is defined in this process."""


class UnknownRunError(SamepathError):
    """The journal knows no run of this id."""


class IdReusedError(SamepathError):
    """The id belongs to a run of another workflow, or of other arguments."""


class InvalidNameError(SamepathError, ValueError):
    """An id, a topic, a key or a queue's name cannot be stored everywhere."""


class UnrecordableError(SamepathError, TypeError):
    """A value has no recordable form."""


class UnreadableError(SamepathError):
    """A row of the journal holds what this process cannot read."""


class StepFailedError(SamepathError):
    """A step failed with an error whose class is not loaded here."""


class StepTimeoutError(SamepathError, TimeoutError):
    """A step took longer than its timeout."""


class ReceiveTimeoutError(SamepathError, TimeoutError):
    """Nothing arrived in time."""


class ResultTimeoutError(SamepathError, TimeoutError):
    """The run did not end in the time the caller was willing to wait."""


class RunCancelledError(SamepathError):
    """The run was cancelled, or its deadline passed."""


class RunBlockedError(SamepathError):
    """The run waits for a decision; its message says which."""


class RunInterruptedError(SamepathError):
    """The run stopped in this process and goes on elsewhere, or at the next start."""


class JournalError(SamepathError):
    """The journal could not be read or written; nothing unrecorded is reported as done."""


class SchemaError(JournalError):
    """The database holds a journal of another version, or no journal at all."""


class Interruption(BaseException):
    """Stops a run in this process."""


class Divergence(Interruption):
    """A replay took another path than the journal."""


class Undecided(Interruption):
    """A step that runs at most once was started, and nobody knows whether it finished."""


class Unstable(Interruption):
    """Workflow code asked the world for something that a replay will find changed."""


class Corrupted(Interruption):
    """The journal holds an entry that cannot be read."""


class Cancelled(Interruption):
    """The run was cancelled."""


class LeaseLost(Interruption):
    """Another executor took the run over."""


class Suspended(Interruption):
    """The runtime closes; the run goes on at the next start."""


class JournalLost(Interruption):
    """An outcome could not be recorded; the run goes on when the journal is back."""
