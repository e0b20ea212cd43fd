"""How an entry of the due list is told: the same sentences on the screen and in the files."""

from rmadesk.domain.dues import Due, DueState
from rmadesk.services.ports import Wording

_WITHOUT_A_DAY = (DueState.LENGTH_NOT_STATED, DueState.NO_TERMS, DueState.PAUSED, DueState.CAME_BACK_LATE)


def clock_word(due: Due, words: Wording) -> str:
    """What falls due, in a few words."""
    return words.text(f"word.clock.{due.clock.value}")


def state_word(due: Due, words: Wording) -> str:
    """Where it stands, in a word or two."""
    return words.text(f"word.due-state.{due.state.value}")


def detail(due: Due, words: Wording) -> str:
    """What runs from when to when, what moved it, and who decided what; not the amount."""
    figures = due.figures
    if due.state in _WITHOUT_A_DAY:
        said = [words.text(f"due.state.{due.state.value}", **figures)]
    else:
        said = [words.text(f"due.{due.clock.value}", **figures)]
        if figures.get("returned_on"):
            said.append(words.text("due.returned", returned_on=figures["returned_on"]))
    if figures.get("paused_days"):
        said.append(words.text("due.moved", paused_days=figures["paused_days"]))
    if due.decision:
        made = due.decision
        said.append(
            words.text(f"due.decided.{made.outcome.value}", by=made.decided_by, decided_on=made.decided_on.isoformat())
        )
    return " ".join(said)


def amount(due: Due, words: Wording) -> str:
    """The money it is about, in the reader's form; empty where it is about none, `not known` where nobody knows."""
    if due.currency is None:
        return ""
    figure = None if due.amount is None else f"{due.amount:.2f}"
    return words.text("due.amount", amount=figure, currency=due.currency)
