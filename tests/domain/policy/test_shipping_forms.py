"""Ways of shipping in an edition's file: a figure that nobody could ship by is refused when the file is read."""

from typing import Any

import pytest

from rmadesk.domain.errors import RefusedError
from rmadesk.domain.policy.edition_file import edition_from_mapping
from rmadesk.domain.policy.forms import POLICY_FORMS
from support.policy import SUPPORT_PAGE, edition_table


@pytest.mark.parametrize(
    ("rule", "figure", "value"),
    [
        pytest.param("return-label", "share", "a few", id="share"),
        pytest.param("advance-replacement", "not_standard_for", ["mini"], id="family"),
        pytest.param("way-back", "prepaid_country", "USA", id="country"),
        pytest.param("way-back", "prepaid_not_to", ["Alaska"], id="state by name"),
        pytest.param("cut-off", "time_zone", "Pacific", id="time zone"),
        pytest.param("cut-off", "latest", "12:00", id="time as text"),
        pytest.param("cut-off-eu", "utc_offset_hours", 2.5, id="half an hour"),
        pytest.param("onsite", "starts_after", ["phone-call"], id="start"),
        pytest.param("appointment", "hours_ahead", -1, id="hours"),
    ],
)
def test_a_figure_that_nobody_could_ship_by_is_refused(rule: str, figure: str, value: Any) -> None:
    table = edition_table(SUPPORT_PAGE)
    table["shipping"][rule][figure] = value
    with pytest.raises(RefusedError) as refused:
        edition_from_mapping(table, POLICY_FORMS, "support-page.toml")
    assert refused.value.figures["key"] == f"shipping.{rule}.{figure}"
