<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Bench</name>
    <message>
        <source>Arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RMA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BenchPage</name>
    <message>
        <source>Reading the queue…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{text} does not wait at the bench. Was its box received at the dock?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits at the bench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units come here when their box is received at the dock.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue can&apos;t be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logged: {unit} – {state}, {disposition}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawing the label and reading it back…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The label of {rma}, copy {copy}, lies at {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open label</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting at the bench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan a serial or RMA number to find its row</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Boxes</name>
    <message>
        <source>Undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Packaging</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RMA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DayCounters</name>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting: {count}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DayTotals</name>
    <message>
        <source>No rule spoke against any box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boxes by rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not counted – duplicates: {duplicates}, receipts undone: {voided}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DockCentre</name>
    <message>
        <source>Or drop a picture of its label here, open one (F2), or type a number (F3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scan a box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can go on scanning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The receipt of box {box}, recorded {time} by {user} with the verdict {verdict}, is taken back: it leaves the day&apos;s count and the bench&apos;s queue. The record keeps both entries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo this receipt?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DockLayout</name>
    <message>
        <source>Nothing in hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No box received yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last boxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OK (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OK (Esc), {count} more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo receipt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a number (F3)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number typed by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take number</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DockPage</name>
    <message>
        <source>The same code again: taken once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clipboard holds no picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading {picture}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recording…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First finish the box in hand, or put it aside (Esc).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no receipt to undo.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undoing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone. Put the box back with those not yet received.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures of labels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That was the last box of the demonstration.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the pasted picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FirstScreen</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the database…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The desk can&apos;t open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>History of the authorization</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replacements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>erased</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected parcels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Support</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Support hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Origin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no outcome yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>labels printed: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy {copy}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportPanel</name>
    <message>
        <source>Looking at {file}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} holds nothing new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import {file}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the bad rows out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing {file}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{file} is imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authorizations: {added} new, {changed} changed, {unchanged} as before. Units: {units}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows left out: {count}, listed below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worth a look: {count}, listed below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns kept as they are: {names}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the registry</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Open as manager: no people added yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DEMONSTRATION</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PackagingPanel</name>
    <message>
        <source>RMA number is written on the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before: {box} – {verdict}. {next}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking it up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No RMA number read, and nobody expects this parcel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RMA {numbers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by its tracking number; the label shows no RMA number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not in the registry: {numbers}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number on the label is</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReasonsList</name>
    <message>
        <source>Nothing speaks against it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Registry</name>
    <message>
        <source>RMA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RegistryPage</name>
    <message>
        <source>Import file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found for “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search by RMA number, customer, tracking or serial number; the first characters are enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The registry is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import what the ticket system hands over: CSV, XLSX or JSON Lines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registry file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registry files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RMA number, customer, tracking or serial number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the registry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registry</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Drawing up the day…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No box arrived on {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another day above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The day can&apos;t be drawn up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing {file}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The report lies at {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as {form}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnitPanel</name>
    <message>
        <source>Note: what was found (optional)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order label…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a unit on the left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Customer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claimed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends as</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerdictPanel</name>
    <message>
        <source>{box}, recorded {time} by {user}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing speaks against it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received {time} by {user}; the verdict was: {verdict}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>That did not work, by a mistake in rmadesk itself. Try again; if it stays, report it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_Program</name>
    <message>
        <source>Receiving the morning&apos;s boxes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the database…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mistake in rmadesk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong that nobody foresaw. What was recorded before is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can go on working. Please report the details below.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
