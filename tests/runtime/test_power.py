"""Power is lost at any moment; `make crash` judges many more states."""

from runtime import powerloss


def test_no_acknowledged_entry_is_lost_with_the_power(capsys):
    wrong = powerloss.main(4000, seed=11)

    assert wrong == 0, capsys.readouterr().out


def test_giving_up_syncs_would_lose_entries():
    """The harness notices: without synced commits acknowledged entries do get lost."""
    assert powerloss.main(600, seed=11, durable=False) > 0
