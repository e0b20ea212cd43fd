<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>Bench</name>
    <message>
        <source>Arrived</source>
        <translation>Angekommen</translation>
    </message>
    <message>
        <source>RMA</source>
        <translation>RMA</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
</context>
<context>
    <name>BenchPage</name>
    <message>
        <source>Reading the queue…</source>
        <translation>Die Warteschlange wird gelesen …</translation>
    </message>
    <message>
        <source>{text} does not wait at the bench. Was its box received at the dock?</source>
        <translation>{text} wartet nicht am Prüfplatz. Wurde das Paket am Wareneingang angenommen?</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Nothing waits at the bench</source>
        <translation>Am Prüfplatz wartet nichts</translation>
    </message>
    <message>
        <source>Units come here when their box is received at the dock.</source>
        <translation>Geräte kommen hierher, sobald ihr Paket am Wareneingang angenommen ist.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>The queue can&apos;t be read</source>
        <translation>Die Warteschlange ist nicht lesbar</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Logged: {unit} – {state}, {disposition}.</source>
        <translation>Eingetragen: {unit} – {state}, {disposition}.</translation>
    </message>
    <message>
        <source>Save the label</source>
        <translation>Etikett speichern</translation>
    </message>
    <message>
        <source>Drawing the label and reading it back…</source>
        <translation>Das Etikett wird gezeichnet und zur Probe gelesen …</translation>
    </message>
    <message>
        <source>The label of {rma}, copy {copy}, lies at {path}</source>
        <translation>Das Etikett zu {rma}, Exemplar {copy}, liegt unter {path}</translation>
    </message>
    <message>
        <source>Open label</source>
        <translation>Etikett öffnen</translation>
    </message>
    <message>
        <source>Waiting at the bench</source>
        <translation>Wartet am Prüfplatz</translation>
    </message>
    <message>
        <source>Scan a serial or RMA number to find its row</source>
        <translation>Serien- oder RMA-Nummer scannen, um die Zeile zu finden</translation>
    </message>
</context>
<context>
    <name>Boxes</name>
    <message>
        <source>Undone</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Packaging</source>
        <translation>Verpackung</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Angekommen</translation>
    </message>
    <message>
        <source>RMA</source>
        <translation>RMA</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>Sendung</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>Gründe</translation>
    </message>
</context>
<context>
    <name>DayCounters</name>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Waiting: {count}</source>
        <translation>Wartend: {count}</translation>
    </message>
</context>
<context>
    <name>DayTotals</name>
    <message>
        <source>No rule spoke against any box.</source>
        <translation>Keine Regel sprach gegen ein Paket.</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Boxes by rule</source>
        <translation>Pakete nach Regel</translation>
    </message>
    <message>
        <source>Not counted – duplicates: {duplicates}, receipts undone: {voided}.</source>
        <translation>Nicht gezählt – doppelt: {duplicates}, zurückgenommen: {voided}.</translation>
    </message>
</context>
<context>
    <name>DeviceNotices</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>OK, {count} more</source>
        <translation>OK, noch {count}</translation>
    </message>
</context>
<context>
    <name>DockBox</name>
    <message>
        <source>Reading {picture}…</source>
        <translation>{picture} wird gelesen …</translation>
    </message>
    <message>
        <source>No code in {picture}: looking at its print…</source>
        <translation>Kein Code in {picture}: Der Aufdruck wird angesehen …</translation>
    </message>
    <message>
        <source>Looking at the print for the RMA number…</source>
        <translation>Der Aufdruck wird auf die RMA-Nummer angesehen …</translation>
    </message>
    <message>
        <source>Recording…</source>
        <translation>Wird eingetragen …</translation>
    </message>
</context>
<context>
    <name>DockCentre</name>
    <message>
        <source>Or drop a picture of its label here, open one (F2), or type a number (F3).</source>
        <translation>Oder ein Bild des Etiketts hierher ziehen, eines öffnen (F2) oder eine Nummer tippen (F3).</translation>
    </message>
    <message>
        <source>Scan a box</source>
        <translation>Paket scannen</translation>
    </message>
    <message>
        <source>You can go on scanning.</source>
        <translation>Es kann weiter gescannt werden.</translation>
    </message>
    <message>
        <source>The receipt of box {box}, recorded {time} by {user} with the verdict {verdict}, is taken back: it leaves the day&apos;s count and the bench&apos;s queue. The record keeps both entries.</source>
        <translation>Die Annahme von Paket {box}, eingetragen um {time} von {user} mit dem Urteil „{verdict}“, wird zurückgenommen: Sie zählt nicht mehr zum Tag und nicht mehr zum Prüfplatz. Beide Einträge bleiben im Protokoll.</translation>
    </message>
    <message>
        <source>Keep the receipt</source>
        <translation>Annahme behalten</translation>
    </message>
    <message>
        <source>Undo the receipt</source>
        <translation>Annahme zurücknehmen</translation>
    </message>
    <message>
        <source>Undo this receipt?</source>
        <translation>Diese Annahme zurücknehmen?</translation>
    </message>
</context>
<context>
    <name>DockCommands</name>
    <message>
        <source>There is nothing to say OK to.</source>
        <translation>Es gibt nichts, wozu OK zu sagen wäre.</translation>
    </message>
    <message>
        <source>The desk has no use for the command {name} yet.</source>
        <translation>Mit dem Befehl {name} kann der Wareneingang noch nichts anfangen.</translation>
    </message>
    <message>
        <source>First scan a box, and answer what is asked about it.</source>
        <translation>Erst ein Paket scannen und beantworten, was dazu gefragt wird.</translation>
    </message>
</context>
<context>
    <name>DockIntake</name>
    <message>
        <source>That command is not on this desk's sheet: taken as a text on the box.</source>
        <translation>Diesen Befehl hat das Befehlsblatt dieses Wareneingangs nicht: als Text auf dem Paket genommen.</translation>
    </message>
    <message>
        <source>The same code again: taken once.</source>
        <translation>Noch einmal derselbe Code: nur einmal genommen.</translation>
    </message>
    <message>
        <source>The clipboard holds no picture.</source>
        <translation>In der Zwischenablage ist kein Bild.</translation>
    </message>
    <message>
        <source>Pictures of labels</source>
        <translation>Bilder von Etiketten</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>That was the last box of the demonstration.</source>
        <translation>Das war das letzte Paket der Vorführung.</translation>
    </message>
    <message>
        <source>That is a badge: it is not on the box, and the desk asks for none yet.</source>
        <translation>Das ist ein Ausweis: Er kommt nicht zum Paket, und der Wareneingang fragt noch nach keinem.</translation>
    </message>
</context>
<context>
    <name>DockLayout</name>
    <message>
        <source>Nothing in hand</source>
        <translation>Nichts in der Hand</translation>
    </message>
    <message>
        <source>No box received yet</source>
        <translation>Noch kein Paket angenommen</translation>
    </message>
    <message>
        <source>On this box</source>
        <translation>Auf diesem Paket</translation>
    </message>
    <message>
        <source>Last boxes</source>
        <translation>Letzte Pakete</translation>
    </message>
    <message>
        <source>OK (Esc)</source>
        <translation>OK (Esc)</translation>
    </message>
    <message>
        <source>OK (Esc), {count} more</source>
        <translation>OK (Esc), noch {count}</translation>
    </message>
    <message>
        <source>Open picture</source>
        <translation>Bild öffnen</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>Undo receipt</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Put aside</source>
        <translation>Weglegen</translation>
    </message>
    <message>
        <source>Next box</source>
        <translation>Nächstes Paket</translation>
    </message>
    <message>
        <source>Number (F3)</source>
        <translation>Nummer (F3)</translation>
    </message>
    <message>
        <source>Number typed by hand</source>
        <translation>Von Hand getippte Nummer</translation>
    </message>
    <message>
        <source>Take number</source>
        <translation>Nehmen</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
</context>
<context>
    <name>DockPage</name>
    <message>
        <source>the pasted picture</source>
        <translation>das eingefügte Bild</translation>
    </message>
</context>
<context>
    <name>DockQuestions</name>
    <message>
        <source>Is this the RMA number?</source>
        <translation>Ist das die RMA-Nummer?</translation>
    </message>
    <message>
        <source>The picture may say this. Is it right?</source>
        <translation>Das Bild sagt vielleicht dies. Stimmt es?</translation>
    </message>
    <message>
        <source>The picture may say this. Is it right? ({count} to go)</source>
        <translation>Das Bild sagt vielleicht dies. Stimmt es? (noch {count})</translation>
    </message>
    <message>
        <source>Only one look at the picture gave this, and bars of this kind ({symbology}) are easily misread: compare it with the digits printed below them. What is left out does not count.</source>
        <translation>Nur ein Blick auf das Bild hat das ergeben, und Striche dieser Art ({symbology}) werden leicht falsch gelesen: Bitte mit den Ziffern vergleichen, die darunter stehen. Was Sie weglassen, zählt nicht.</translation>
    </message>
    <message>
        <source>Which number is it?</source>
        <translation>Welche Nummer ist das?</translation>
    </message>
    <message>
        <source>It fits all of these. The answer is kept for this customer&apos;s next boxes.</source>
        <translation>Sie passt auf alle diese. Die Antwort wird für die nächsten Pakete dieses Kunden behalten.</translation>
    </message>
    <message>
        <source>It fits all of these. Nobody knows whose box this is: the answer is for this box only.</source>
        <translation>Sie passt auf alle diese. Wessen Paket das ist, weiß niemand: Die Antwort gilt nur für dieses.</translation>
    </message>
    <message>
        <source>Neither of them</source>
        <translation>Keine von beiden</translation>
    </message>
    <message>
        <source>None of them</source>
        <translation>Keine davon</translation>
    </message>
    <message>
        <source>The print says RMA {number} (not in the registry)</source>
        <translation>Aufgedruckt steht RMA {number} (nicht im Register)</translation>
    </message>
    <message>
        <source>The print says RMA {number} (in the registry)</source>
        <translation>Aufgedruckt steht RMA {number} (im Register)</translation>
    </message>
    <message>
        <source>The print says RMA {number} (in the registry, {customer})</source>
        <translation>Aufgedruckt steht RMA {number} (im Register, {customer})</translation>
    </message>
    <message>
        <source>printed as {text}</source>
        <translation>aufgedruckt als {text}</translation>
    </message>
    <message>
        <source>Not in the registry</source>
        <translation>Nicht im Register</translation>
    </message>
    <message>
        <source>In the registry</source>
        <translation>Im Register</translation>
    </message>
    <message>
        <source>In the registry, for {customer}</source>
        <translation>Im Register, für {customer}</translation>
    </message>
</context>
<context>
    <name>DockUndo</name>
    <message>
        <source>First finish the box in hand, or put it aside (Esc).</source>
        <translation>Erst das Paket in der Hand fertig machen oder weglegen (Esc).</translation>
    </message>
    <message>
        <source>There is no receipt to undo.</source>
        <translation>Es gibt keine Annahme, die man zurücknehmen könnte.</translation>
    </message>
    <message>
        <source>Undoing…</source>
        <translation>Wird zurückgenommen …</translation>
    </message>
    <message>
        <source>Undone. Put the box back with those not yet received.</source>
        <translation>Zurückgenommen. Das Paket zu den noch nicht angenommenen stellen.</translation>
    </message>
</context>
<context>
    <name>DockWhy</name>
    <message>
        <source>There is no box to explain yet.</source>
        <translation>Noch gibt es kein Paket zu erklären.</translation>
    </message>
</context>
<context>
    <name>DuePage</name>
    <message>
        <source>Due list</source>
        <translation>Fälligkeiten</translation>
    </message>
    <message>
        <source>Looking what falls due…</source>
        <translation>Es wird nachgesehen, was fällig wird …</translation>
    </message>
    <message>
        <source>Writing {file}…</source>
        <translation>{file} wird geschrieben …</translation>
    </message>
    <message>
        <source>As of {day}. Nothing here happens by itself: a proposal waits until somebody takes or declines it.</source>
        <translation>Stand {day}. Hier geschieht nichts von selbst: Ein Vorschlag wartet, bis ihn jemand annimmt oder ablehnt.</translation>
    </message>
    <message>
        <source>The due list can&apos;t be read</source>
        <translation>Die Fälligkeiten sind nicht lesbar</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>No clock is running</source>
        <translation>Keine Frist läuft</translation>
    </message>
    <message>
        <source>Clocks start when an RMA is issued, a replacement is sent ahead of the defective part, or an invoice is overdue. Import the registry to see what falls due.</source>
        <translation>Fristen beginnen, wenn eine RMA erteilt wird, ein Ersatz dem defekten Teil vorausgeht oder eine Rechnung überfällig ist. Das Register einlesen, um zu sehen, was fällig wird.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Nothing to decide and nothing overdue</source>
        <translation>Nichts zu entscheiden und nichts überfällig</translation>
    </message>
    <message>
        <source>Nothing in this part of the list</source>
        <translation>In diesem Teil der Liste steht nichts</translation>
    </message>
    <message>
        <source>Entries on the whole list: {count}.</source>
        <translation>Einträge auf der ganzen Liste: {count}.</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>On record: {what}, RMA {rma} – {outcome}.</source>
        <translation>Eingetragen: {what}, RMA {rma} – {outcome}.</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Save the due list</source>
        <translation>Fälligkeiten speichern</translation>
    </message>
    <message>
        <source>The due list lies at {path}</source>
        <translation>Die Fälligkeiten liegen unter {path}</translation>
    </message>
    <message>
        <source>Open the file</source>
        <translation>Datei öffnen</translation>
    </message>
    <message>
        <source>To decide and overdue ({count})</source>
        <translation>Zu entscheiden und überfällig ({count})</translation>
    </message>
    <message>
        <source>Running ({count})</source>
        <translation>Laufend ({count})</translation>
    </message>
    <message>
        <source>Everything ({count})</source>
        <translation>Alles ({count})</translation>
    </message>
    <message>
        <source>What falls due</source>
        <translation>Was fällig wird</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern als</translation>
    </message>
    <message>
        <source>Save as {form}</source>
        <translation>Speichern als {form}</translation>
    </message>
</context>
<context>
    <name>DuePanel</name>
    <message>
        <source>Reason (required)</source>
        <translation>Grund (muss sein)</translation>
    </message>
    <message>
        <source>Take the proposal</source>
        <translation>Vorschlag annehmen</translation>
    </message>
    <message>
        <source>Decline it</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Note the payment</source>
        <translation>Zahlung eintragen</translation>
    </message>
    <message>
        <source>Choose an entry above to read what it rests on, and to give your word on it.</source>
        <translation>Oben einen Eintrag wählen, um zu lesen, worauf er beruht, und darüber zu entscheiden.</translation>
    </message>
    <message>
        <source>A proposal: nothing happens until somebody takes it.</source>
        <translation>Ein Vorschlag: Es geschieht nichts, bis ihn jemand annimmt.</translation>
    </message>
    <message>
        <source>Paid meanwhile? Note the day of the payment.</source>
        <translation>Inzwischen bezahlt? Den Tag der Zahlung eintragen.</translation>
    </message>
    <message>
        <source>Not yet a proposal; there is nothing to decide.</source>
        <translation>Noch kein Vorschlag; es gibt nichts zu entscheiden.</translation>
    </message>
    <message>
        <source>There is nothing to decide.</source>
        <translation>Es gibt nichts zu entscheiden.</translation>
    </message>
    <message>
        <source>Serial number {serial}</source>
        <translation>Seriennummer {serial}</translation>
    </message>
    <message>
        <source>Day of the payment</source>
        <translation>Tag der Zahlung</translation>
    </message>
</context>
<context>
    <name>Dues</name>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Stands</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>RMA</source>
        <translation>RMA</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Clause</source>
        <translation>Klausel</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>{count} left</source>
        <translation>noch {count}</translation>
    </message>
    <message>
        <source>{count} past</source>
        <translation>seit {count}</translation>
    </message>
</context>
<context>
    <name>Editions</name>
    <message>
        <source>{title}, version {version}</source>
        <translation>{title}, Version {version}</translation>
    </message>
</context>
<context>
    <name>FirstScreen</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Opening the database…</source>
        <translation>Die Datenbank wird geöffnet …</translation>
    </message>
    <message>
        <source>The desk can&apos;t open</source>
        <translation>Der Arbeitsplatz lässt sich nicht öffnen</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>History of the authorization</source>
        <translation>Geschichte der Freigabe</translation>
    </message>
    <message>
        <source>Choose an authorization on the left to read its history.</source>
        <translation>Links eine Freigabe wählen, um ihre Geschichte zu lesen.</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Replacements</source>
        <translation>Ersatzlieferungen</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>erased</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Erteilt</translation>
    </message>
    <message>
        <source>Expected parcels</source>
        <translation>Erwartete Sendungen</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Support</translation>
    </message>
    <message>
        <source>Account paid</source>
        <translation>Konto bezahlt</translation>
    </message>
    <message>
        <source>Support hold</source>
        <translation>Support gesperrt</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>no outcome yet</source>
        <translation>noch kein Ergebnis</translation>
    </message>
    <message>
        <source>labels printed: {count}</source>
        <translation>gedruckte Etiketten: {count}</translation>
    </message>
    <message>
        <source>copy {copy}</source>
        <translation>Exemplar {copy}</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Noch nichts.</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
</context>
<context>
    <name>ImportPanel</name>
    <message>
        <source>Looking at {file}…</source>
        <translation>{file} wird angesehen …</translation>
    </message>
    <message>
        <source>{file} holds nothing new</source>
        <translation>{file} enthält nichts Neues</translation>
    </message>
    <message>
        <source>Import {file}?</source>
        <translation>{file} einlesen?</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Einlesen</translation>
    </message>
    <message>
        <source>Leave the bad rows out</source>
        <translation>Fehlerhafte Zeilen weglassen</translation>
    </message>
    <message>
        <source>Nothing was imported</source>
        <translation>Nichts wurde eingelesen</translation>
    </message>
    <message>
        <source>Importing {file}…</source>
        <translation>{file} wird eingelesen …</translation>
    </message>
    <message>
        <source>{file} is imported</source>
        <translation>{file} ist eingelesen</translation>
    </message>
    <message>
        <source>Authorizations: {added} new, {changed} changed, {unchanged} as before. Units: {units}.</source>
        <translation>Freigaben: {added} neu, {changed} geändert, {unchanged} wie zuvor. Geräte: {units}.</translation>
    </message>
    <message>
        <source>Rows left out: {count}, listed below.</source>
        <translation>Weggelassene Zeilen: {count}, unten aufgeführt.</translation>
    </message>
    <message>
        <source>Worth a look: {count}, listed below.</source>
        <translation>Ansehen: {count}, unten aufgeführt.</translation>
    </message>
    <message>
        <source>Columns kept as they are: {names}.</source>
        <translation>Unverändert mitgeführte Spalten: {names}.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Back to the registry</source>
        <translation>Zurück zum Register</translation>
    </message>
</context>
<context>
    <name>LiveCamera</name>
    <message>
        <source>This machine can&apos;t use a camera: its libraries for video are missing.</source>
        <translation>Dieser Rechner kann keine Kamera benutzen: Seine Bibliotheken für Video fehlen.</translation>
    </message>
    <message>
        <source>No camera is connected. Plug one in: it starts by itself. A scanner works meanwhile.</source>
        <translation>Es ist keine Kamera angeschlossen. Stecken Sie eine an: Sie läuft dann von selbst an. Ein Scanner geht solange weiter.</translation>
    </message>
    <message>
        <source>{name} was unplugged. Plug it in again: it starts by itself. A scanner works meanwhile.</source>
        <translation>{name} wurde abgezogen. Stecken Sie die Kamera wieder an: Sie läuft dann von selbst an. Ein Scanner geht solange weiter.</translation>
    </message>
    <message>
        <source>{name} can&apos;t be used. Perhaps another program has it: close that, then try again.</source>
        <translation>{name} ist nicht benutzbar. Vielleicht hat ein anderes Programm die Kamera: Schließen Sie es und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{name} gives no picture. Plug it out and in again, or try another camera.</source>
        <translation>{name} liefert kein Bild. Stecken Sie die Kamera ab und wieder an, oder nehmen Sie eine andere.</translation>
    </message>
</context>
<context>
    <name>LivePicture</name>
    <message>
        <source>Picture of the camera</source>
        <translation>Bild der Kamera</translation>
    </message>
    <message>
        <source>not sure: {text}</source>
        <translation>unsicher: {text}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Open as manager: no people added yet</source>
        <translation>Offen als Leitung: noch keine Personen angelegt</translation>
    </message>
    <message>
        <source>DEMONSTRATION</source>
        <translation>VORFÜHRUNG</translation>
    </message>
    <message>
        <source>Dock</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Bench</source>
        <translation>Prüfplatz</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>{count} pictures lay in the watched folder before; they are not taken. Open those that are still to be received (F2).</source>
        <translation>{count} Bilder lagen schon vorher im überwachten Ordner; sie werden nicht übernommen. Öffnen Sie die, die noch anzunehmen sind (F2).</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Scanner</translation>
    </message>
</context>
<context>
    <name>OtherAnswerCard</name>
    <message>
        <source>The other edition would say</source>
        <translation>Die andere Fassung würde sagen</translation>
    </message>
    <message>
        <source>another verdict</source>
        <translation>ein anderes Urteil</translation>
    </message>
    <message>
        <source>the same verdict</source>
        <translation>dasselbe Urteil</translation>
    </message>
    <message>
        <source>Says the same of: {rules}</source>
        <translation>Sagt dasselbe zu: {rules}</translation>
    </message>
    <message>
        <source>It finds nothing against it either.</source>
        <translation>Auch sie findet nichts dagegen.</translation>
    </message>
    <message>
        <source>{verdict}, {count} differences</source>
        <translation>{verdict}, Unterschiede: {count}</translation>
    </message>
    <message>
        <source>Recorded: {sentence}</source>
        <translation>Eingetragen: {sentence}</translation>
    </message>
</context>
<context>
    <name>PackagingPanel</name>
    <message>
        <source>RMA number is written on the box</source>
        <translation>RMA-Nummer steht auf dem Karton</translation>
    </message>
    <message>
        <source>Before: {box} – {verdict}. {next}</source>
        <translation>Davor: {box} – {verdict}. {next}</translation>
    </message>
    <message>
        <source>Looking it up…</source>
        <translation>Wird nachgesehen …</translation>
    </message>
    <message>
        <source>No RMA number read, and nobody expects this parcel.</source>
        <translation>Keine RMA-Nummer gelesen, und niemand erwartet diese Sendung.</translation>
    </message>
    <message>
        <source>RMA {numbers}</source>
        <translation>RMA {numbers}</translation>
    </message>
    <message>
        <source>not in the registry: {numbers}</source>
        <translation>nicht im Register: {numbers}</translation>
    </message>
    <message>
        <source>Outside</source>
        <translation>Außen</translation>
    </message>
    <message>
        <source>The number on the label is</source>
        <translation>Die Nummer auf dem Etikett ist</translation>
    </message>
    <message>
        <source>No RMA number read; this parcel is expected for {line}</source>
        <translation>Keine RMA-Nummer gelesen; erwartet wird diese Sendung für {line}</translation>
    </message>
</context>
<context>
    <name>PrintBar</name>
    <message>
        <source>Y</source>
        <translation>J</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Nehmen</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>No RMA number in the codes: the print is being looked at…</source>
        <translation>Keine RMA-Nummer in den Codes: Der Aufdruck wird angesehen …</translation>
    </message>
</context>
<context>
    <name>Reads</name>
    <message>
        <source>On this box</source>
        <translation>Auf diesem Paket</translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation>Gelesen als</translation>
    </message>
    <message>
        <source>not sure that it is read right</source>
        <translation>nicht sicher, ob richtig gelesen</translation>
    </message>
    <message>
        <source>perhaps {sort}: a guess by its form</source>
        <translation>vielleicht {sort}: nach der Form geraten</translation>
    </message>
    <message>
        <source>{sort}, not in the registry</source>
        <translation>{sort}, nicht im Register</translation>
    </message>
    <message>
        <source>or else {sorts}</source>
        <translation>oder aber {sorts}</translation>
    </message>
</context>
<context>
    <name>ReasonsList</name>
    <message>
        <source>Nothing speaks against it.</source>
        <translation>Nichts spricht dagegen.</translation>
    </message>
</context>
<context>
    <name>Registry</name>
    <message>
        <source>RMA</source>
        <translation>RMA</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Issued</source>
        <translation>Erteilt</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Stand</translation>
    </message>
</context>
<context>
    <name>RegistryPage</name>
    <message>
        <source>Import file…</source>
        <translation>Datei einlesen …</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Wird gesucht …</translation>
    </message>
    <message>
        <source>Nothing found for “{text}”</source>
        <translation>Nichts gefunden zu „{text}“</translation>
    </message>
    <message>
        <source>Search by RMA number, customer, tracking or serial number; the first characters are enough.</source>
        <translation>Gesucht wird nach RMA-Nummer, Kunde, Sendungs- oder Seriennummer; der Anfang genügt.</translation>
    </message>
    <message>
        <source>The registry is empty</source>
        <translation>Das Register ist leer</translation>
    </message>
    <message>
        <source>Import what the ticket system hands over: CSV, XLSX or JSON Lines.</source>
        <translation>Einlesen, was das Ticketsystem übergibt: CSV, XLSX oder JSON Lines.</translation>
    </message>
    <message>
        <source>The search failed</source>
        <translation>Die Suche ist gescheitert</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Registry file</source>
        <translation>Registerdatei</translation>
    </message>
    <message>
        <source>Registry files</source>
        <translation>Registerdateien</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>RMA number, customer, tracking or serial number</source>
        <translation>RMA-Nummer, Kunde, Sendungs- oder Seriennummer</translation>
    </message>
    <message>
        <source>Search the registry</source>
        <translation>Im Register suchen</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>Register</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>Drawing up the day…</source>
        <translation>Der Tag wird zusammengestellt …</translation>
    </message>
    <message>
        <source>No box arrived on {day}</source>
        <translation>Am {day} kam kein Paket an</translation>
    </message>
    <message>
        <source>Choose another day above.</source>
        <translation>Oben einen anderen Tag wählen.</translation>
    </message>
    <message>
        <source>The day can&apos;t be drawn up</source>
        <translation>Der Tag lässt sich nicht zusammenstellen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Writing {file}…</source>
        <translation>{file} wird geschrieben …</translation>
    </message>
    <message>
        <source>The report lies at {path}</source>
        <translation>Der Bericht liegt unter {path}</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>Bericht öffnen</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Previous day</source>
        <translation>Tag davor</translation>
    </message>
    <message>
        <source>Next day</source>
        <translation>Tag danach</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern als</translation>
    </message>
    <message>
        <source>Save as {form}</source>
        <translation>Speichern als {form}</translation>
    </message>
</context>
<context>
    <name>ScannerTest</name>
    <message>
        <source>Set the desk to this scanner</source>
        <translation>Auf diesen Scanner einstellen</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Noch einmal prüfen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Three scans taken. Scan again for another test.</source>
        <translation>Drei Scans sind da. Scannen Sie wieder für eine neue Prüfung.</translation>
    </message>
    <message>
        <source>Press F5 to set the desk to this scanner.</source>
        <translation>Drücken Sie F5, um den Platz auf diesen Scanner einzustellen.</translation>
    </message>
    <message>
        <source>The desk is set to this scanner.</source>
        <translation>Der Platz ist auf diesen Scanner eingestellt.</translation>
    </message>
    <message>
        <source>Laser scanners read no screen: print the symbol by “rmadesk settings symbol”.</source>
        <translation>Laserscanner lesen keinen Bildschirm: Drucken Sie das Prüfzeichen mit „rmadesk settings symbol“.</translation>
    </message>
    <message>
        <source>Scan one of the two symbols: scan {number} of {count}</source>
        <translation>Scannen Sie eines der beiden Zeichen: Scan {number} von {count}</translation>
    </message>
    <message>
        <source>Saved. Scans are read this way from now on.</source>
        <translation>Gespeichert. Ab jetzt wird so gelesen.</translation>
    </message>
    <message>
        <source>Test symbol</source>
        <translation>Prüfzeichen</translation>
    </message>
    <message>
        <source>Test the scanner</source>
        <translation>Scanner prüfen</translation>
    </message>
    <message>
        <source>That was not the test symbol. Scan the one that is shown here.</source>
        <translation>Das war nicht das Prüfzeichen. Scannen Sie das, das hier zu sehen ist.</translation>
    </message>
    <message>
        <source>Caps Lock is on. Turn it off and scan again.</source>
        <translation>Die Feststelltaste ist an. Schalten Sie sie aus und scannen Sie noch einmal.</translation>
    </message>
    <message>
        <source>Scanner and computer have different keyboards: {pairs}. The desk can put that right.</source>
        <translation>Scanner und Computer haben verschiedene Tastaturen: {pairs}. Das lässt sich hier ausgleichen.</translation>
    </message>
    <message>
        <source>Different characters arrive as the same: {pairs}. Nobody can tell them apart afterwards: set the scanner to this computer&apos;s country by its manual.</source>
        <translation>Verschiedene Zeichen kommen als dasselbe an: {pairs}. Das lässt sich hinterher nicht mehr unterscheiden: Stellen Sie den Scanner nach seinem Handbuch auf das Land dieses Computers.</translation>
    </message>
    <message>
        <source>Characters get lost on the way. Set the scanner to this computer&apos;s country, and to a pause between characters.</source>
        <translation>Unterwegs gehen Zeichen verloren. Stellen Sie den Scanner auf das Land dieses Computers und auf eine Pause zwischen den Zeichen.</translation>
    </message>
    <message>
        <source>The separator in codes of GS1 gets lost. Set the scanner to send it as Ctrl+] or Alt+029; its manual calls that function codes or control characters.</source>
        <translation>Das Trennzeichen in GS1-Codes geht verloren. Stellen Sie den Scanner so ein, dass er es als Strg+] oder Alt+029 sendet; im Handbuch heißt das Funktionscodes oder Steuerzeichen.</translation>
    </message>
    <message>
        <source>The scanner puts “{text}” before each code, which would stand in every number. Turn the prefix off by its manual.</source>
        <translation>Der Scanner setzt „{text}“ vor jeden Code; das stünde in jeder Nummer. Schalten Sie den Vorsatz nach dem Handbuch aus.</translation>
    </message>
    <message>
        <source>The scanner puts “{text}” after each code. Set it to end with Enter by its manual.</source>
        <translation>Der Scanner setzt „{text}“ hinter jeden Code. Stellen Sie ihn nach dem Handbuch auf Eingabe am Ende.</translation>
    </message>
    <message>
        <source>Neither Enter nor Tab ends a scan. The desk can wait for silence; quicker is to set the scanner to end with Enter.</source>
        <translation>Weder Eingabe noch Tabulator beendet einen Scan. Hier kann auf die Stille gewartet werden; schneller geht es, wenn der Scanner mit Eingabe endet.</translation>
    </message>
    <message>
        <source>Every character arrived as it should.</source>
        <translation>Jedes Zeichen kam richtig an.</translation>
    </message>
    <message>
        <source>The scanner is set to {scanner}, the computer to {computer}.</source>
        <translation>Der Scanner steht auf {scanner}, der Computer auf {computer}.</translation>
    </message>
    <message>
        <source>It types a key every {mean} ms, with {largest} ms at most between two: a good speed.</source>
        <translation>Er tippt alle {mean} ms eine Taste, höchstens {largest} ms liegen dazwischen: ein gutes Tempo.</translation>
    </message>
    <message>
        <source>Too little was read to measure its speed. Scan the test symbol three times.</source>
        <translation>Für eine Messung des Tempos war es zu wenig. Scannen Sie das Prüfzeichen dreimal.</translation>
    </message>
    <message>
        <source>It types a key every {mean} ms, as slowly as a person. Set it to send without a pause between characters.</source>
        <translation>Er tippt alle {mean} ms eine Taste, so langsam wie ein Mensch. Stellen Sie ihn auf Senden ohne Pause zwischen den Zeichen.</translation>
    </message>
    <message>
        <source>It stops for {largest} ms within a scan, as a person does. Come nearer to its receiver, or use its cable.</source>
        <translation>Er stockt im Scan für {largest} ms, wie ein Mensch. Gehen Sie näher an den Empfänger, oder nehmen Sie das Kabel.</translation>
    </message>
</context>
<context>
    <name>UnitPanel</name>
    <message>
        <source>Note: what was found (optional)</source>
        <translation>Notiz: was gefunden wurde (freiwillig)</translation>
    </message>
    <message>
        <source>Log outcome</source>
        <translation>Ergebnis eintragen</translation>
    </message>
    <message>
        <source>Order label…</source>
        <translation>Etikett bestellen …</translation>
    </message>
    <message>
        <source>Choose a unit on the left.</source>
        <translation>Links ein Gerät wählen.</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Claimed</source>
        <translation>Verlangt</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Hersteller</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>Angekommen</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Still to look at ({count})</source>
        <translation>Noch anzusehen ({count})</translation>
    </message>
    <message>
        <source>The verdict leaves nothing open.</source>
        <translation>Das Urteil lässt nichts offen.</translation>
    </message>
    <message>
        <source>Reasons</source>
        <translation>Gründe</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Ends as</source>
        <translation>Endet als</translation>
    </message>
</context>
<context>
    <name>VerdictPanel</name>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>{box}, recorded {time} by {user}</source>
        <translation>{box}, eingetragen um {time} von {user}</translation>
    </message>
    <message>
        <source>Nothing speaks against it.</source>
        <translation>Nichts spricht dagegen.</translation>
    </message>
    <message>
        <source>Received {time} by {user}; the verdict was: {verdict}.</source>
        <translation>Angenommen {time} von {user}; das Urteil war: {verdict}.</translation>
    </message>
</context>
<context>
    <name>Viewfinder</name>
    <message>
        <source>Other camera</source>
        <translation>Andere Kamera</translation>
    </message>
    <message>
        <source>Close camera</source>
        <translation>Kamera schließen</translation>
    </message>
    <message>
        <source>Camera starts…</source>
        <translation>Kamera startet …</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>Kein Bild</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>One code taken</source>
        <translation>Ein Code übernommen</translation>
    </message>
    <message>
        <source>{count} codes taken</source>
        <translation>{count} Codes übernommen</translation>
    </message>
    <message>
        <source>Show the label to the camera</source>
        <translation>Etikett vor die Kamera halten</translation>
    </message>
    <message>
        <source>Come closer</source>
        <translation>Näher herangehen</translation>
    </message>
    <message>
        <source>The bars are too small in the picture.</source>
        <translation>Die Striche sind im Bild zu klein.</translation>
    </message>
    <message>
        <source>More light</source>
        <translation>Mehr Licht</translation>
    </message>
    <message>
        <source>The picture is too dark to read.</source>
        <translation>Das Bild ist zu dunkel zum Lesen.</translation>
    </message>
    <message>
        <source>Closer, and hold still</source>
        <translation>Näher heran und still halten</translation>
    </message>
    <message>
        <source>Take the last box away</source>
        <translation>Letztes Paket wegnehmen</translation>
    </message>
    <message>
        <source>The next one is read as soon as that one is out of the picture.</source>
        <translation>Das nächste wird gelesen, sobald das letzte aus dem Bild ist.</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Let it fill the picture. Each code that is read is outlined, and taken once.</source>
        <translation>Es soll das Bild füllen. Jeder gelesene Code wird umrandet und einmal übernommen.</translation>
    </message>
    <message>
        <source>There are bars, but they can&apos;t be read: blurred, damaged or too far away.</source>
        <translation>Da sind Striche, aber sie sind nicht lesbar: verwischt, beschädigt oder zu weit weg.</translation>
    </message>
    <message>
        <source>Taken already</source>
        <translation>Schon übernommen</translation>
    </message>
    <message>
        <source>Next box, please: this one is read once only.</source>
        <translation>Bitte das nächste Paket: Dieses wird nur einmal gelesen.</translation>
    </message>
</context>
<context>
    <name>WhySection</name>
    <message>
        <source>Judged under {edition}.</source>
        <translation>Beurteilt nach {edition}.</translation>
    </message>
    <message>
        <source>Contract {contract} is named, but not on file.</source>
        <translation>Der Vertrag {contract} ist genannt, liegt aber nicht vor.</translation>
    </message>
    <message>
        <source>Contract {contract}, version {version}, overrides it in places.</source>
        <translation>Der Vertrag {contract}, Version {version}, ändert sie stellenweise.</translation>
    </message>
    <message>
        <source>Nothing speaks against it.</source>
        <translation>Nichts spricht dagegen.</translation>
    </message>
    <message>
        <source>No rule of this edition found anything in what is known so far.</source>
        <translation>Keine Regel dieser Fassung hat in dem, was bisher bekannt ist, etwas gefunden.</translation>
    </message>
    <message>
        <source>Nothing is left open for the bench.</source>
        <translation>Für den Prüfplatz bleibt nichts offen.</translation>
    </message>
    <message>
        <source>Still open: the bench looks at this ({count})</source>
        <translation>Noch offen: das sieht sich der Prüfplatz an ({count})</translation>
    </message>
</context>
<context>
    <name>WhyView</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Reading the record…</source>
        <translation>Der Eintrag wird gelesen …</translation>
    </message>
    <message>
        <source>The verdict can&apos;t be explained</source>
        <translation>Das Urteil lässt sich nicht erklären</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Why? {box} – {verdict}</source>
        <translation>Warum? {box} – {verdict}</translation>
    </message>
    <message>
        <source>Recorded {when} by {user}.</source>
        <translation>Eingetragen {when} von {user}.</translation>
    </message>
    <message>
        <source>It repeats a receipt: what follows is the verdict of the first.</source>
        <translation>Es wiederholt eine Annahme: hier steht das Urteil der ersten.</translation>
    </message>
    <message>
        <source>The receipt was undone; its verdict counts no more.</source>
        <translation>Die Annahme wurde zurückgenommen; ihr Urteil zählt nicht mehr.</translation>
    </message>
    <message>
        <source>{count} authorizations, the gravest verdict first.</source>
        <translation>{count} Freigaben, das schwerste Urteil zuerst.</translation>
    </message>
    <message>
        <source>What spoke, and what is still open</source>
        <translation>Was gesprochen hat und was noch offen ist</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>That did not work, by a mistake in rmadesk itself. Try again; if it stays, report it.</source>
        <translation>Das ging nicht, durch einen Fehler in rmadesk selbst. Noch einmal versuchen; wenn es bleibt, bitte melden.</translation>
    </message>
</context>
<context>
    <name>YesNoQuestion</name>
    <message>
        <source>Y</source>
        <translation>J</translation>
    </message>
    <message>
        <source>Yes, that is right</source>
        <translation>Ja, das stimmt</translation>
    </message>
    <message>
        <source>No, leave it out</source>
        <translation>Nein, weglassen</translation>
    </message>
</context>
<context>
    <name>_Program</name>
    <message>
        <source>Receiving the morning&apos;s boxes…</source>
        <translation>Die Pakete des Vormittags werden angenommen …</translation>
    </message>
    <message>
        <source>Opening the database…</source>
        <translation>Die Datenbank wird geöffnet …</translation>
    </message>
    <message>
        <source>A mistake in rmadesk</source>
        <translation>Ein Fehler in rmadesk</translation>
    </message>
    <message>
        <source>Something went wrong that nobody foresaw. What was recorded before is safe.</source>
        <translation>Etwas ging schief, das niemand vorhersah. Was vorher eingetragen wurde, ist sicher.</translation>
    </message>
    <message>
        <source>You can go on working. Please report the details below.</source>
        <translation>Es kann weitergearbeitet werden. Bitte die Einzelheiten unten melden.</translation>
    </message>
</context>
</TS>
