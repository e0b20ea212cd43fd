"""The report in the form that is asked for."""

from rmadesk.adapters.reports.rows import sheet
from rmadesk.services.ports import Wording
from rmadesk.services.reporting import DayReport

# Each form's library is imported with the form: a CSV needs neither reportlab nor XlsxWriter.


class ReportFiles:
    """Implements the port `ReportRenderer`; the same report and words give the same bytes."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def render(self, report: DayReport, form: str) -> bytes:
        """The file; `form` is one of `REPORT_FORMS`. A report is never refused for what stands in it."""
        worded = sheet(report, self._wording)
        if form == "pdf":
            from rmadesk.adapters.reports.pdf import render as render_pdf

            return render_pdf(worded, self._wording)
        if form == "xlsx":
            from rmadesk.adapters.reports.xlsx import render as render_xlsx

            return render_xlsx(worded, self._wording)
        if form == "csv":
            from rmadesk.adapters.reports.csv_file import render as render_csv

            return render_csv(worded)
        raise ValueError(f"no form of a report: {form}")
