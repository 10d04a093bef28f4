<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-FileCopyrightText: 2026 The Confab authors -->
<!-- SPDX-License-Identifier: Apache-2.0 -->
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AccountButton</name>
    <message numerus="yes">
        <source>%1: %n message(s) for you</source>
        <translation>
            <numerusform>%1: %n Nachricht für Sie</numerusform>
            <numerusform>%1: %n Nachrichten für Sie</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: unread messages</source>
        <translation>%1: ungelesene Nachrichten</translation>
    </message>
</context>
<context>
    <name>AccountCard</name>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Add an account…</source>
        <translation>Konto hinzufügen …</translation>
    </message>
    <message>
        <source>This system has no keychain, so you stay signed in only until you close Confab.</source>
        <translation>Dieses System hat keinen Schlüsselbund. Die Anmeldung gilt deshalb nur, bis Confab beendet wird.</translation>
    </message>
</context>
<context>
    <name>AccountRail</name>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Add an account…</source>
        <translation>Konto hinzufügen …</translation>
    </message>
</context>
<context>
    <name>AdminLog</name>
    <message>
        <source>Nothing was done yet.</source>
        <translation>Es ist noch nichts geschehen.</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr anzeigen</translation>
    </message>
</context>
<context>
    <name>AdminPeopleList</name>
    <message>
        <source>Copy it now: it is not shown again. Send it to this person alone.</source>
        <translation>Jetzt kopieren: Er wird nicht noch einmal gezeigt. Nur an diese Person senden.</translation>
    </message>
    <message>
        <source>Nobody is found.</source>
        <translation>Niemand gefunden.</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr anzeigen</translation>
    </message>
    <message>
        <source>Invite somebody to the server</source>
        <translation>Jemanden auf den Server einladen</translation>
    </message>
    <message>
        <source>Anybody with the link</source>
        <translation>Alle, die den Link haben</translation>
    </message>
    <message>
        <source>With an e-mail address only somebody with this address can use the link.</source>
        <translation>Mit einer E-Mail-Adresse kann den Link nur verwenden, wer diese Adresse hat.</translation>
    </message>
    <message>
        <source>Make an invitation</source>
        <translation>Einladung erstellen</translation>
    </message>
</context>
<context>
    <name>AdminPersonRow</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Link for a new password</source>
        <translation>Link für ein neues Passwort</translation>
    </message>
    <message>
        <source>Switch second factor off</source>
        <translation>Zweiten Faktor ausschalten</translation>
    </message>
    <message>
        <source>Take the administrator&apos;s role</source>
        <translation>Administratorrolle entziehen</translation>
    </message>
    <message>
        <source>Make administrator</source>
        <translation>Zum Administrator machen</translation>
    </message>
    <message>
        <source>Enable account</source>
        <translation>Konto entsperren</translation>
    </message>
    <message>
        <source>Disable account</source>
        <translation>Konto sperren</translation>
    </message>
    <message>
        <source>More about %1</source>
        <translation>Mehr zu %1</translation>
    </message>
    <message>
        <source>All devices of this person are signed out, and the account can&apos;t sign in. Rooms and messages stay.</source>
        <translation>Alle Geräte dieser Person werden abgemeldet, und das Konto kann sich nicht anmelden. Räume und Nachrichten bleiben.</translation>
    </message>
    <message>
        <source>The password alone signs in then. Do this only when you know who asks for it.</source>
        <translation>Dann genügt zur Anmeldung das Passwort. Nur tun, wenn klar ist, wer darum bittet.</translation>
    </message>
    <message>
        <source>This person administers the server no more.</source>
        <translation>Diese Person verwaltet den Server nicht mehr.</translation>
    </message>
    <message>
        <source>This person can do all that you can do here, also to you.</source>
        <translation>Diese Person kann alles tun, was du hier tun kannst, auch mit dir.</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>Bestätigen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>AdminRoomRows</name>
    <message>
        <source>No room is found.</source>
        <translation>Kein Raum gefunden.</translation>
    </message>
    <message>
        <source>Delete room</source>
        <translation>Raum löschen</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>All messages will be deleted for all members. This can&apos;t be undone.</source>
        <translation>Alle Nachrichten werden für alle Mitglieder gelöscht. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr anzeigen</translation>
    </message>
</context>
<context>
    <name>AdminServer</name>
    <message>
        <source>The server&apos;s configuration sets this.</source>
        <translation>Das legt die Konfiguration des Servers fest.</translation>
    </message>
    <message>
        <source>Name of the server</source>
        <translation>Name des Servers</translation>
    </message>
    <message>
        <source>Who can make an account</source>
        <translation>Wer ein Konto erstellen kann</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>With an invitation</source>
        <translation>Mit Einladung</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Niemand</translation>
    </message>
    <message>
        <source>Days for which messages are kept</source>
        <translation>Tage, die Nachrichten aufbewahrt werden</translation>
    </message>
    <message>
        <source>For ever</source>
        <translation>Unbegrenzt</translation>
    </message>
    <message>
        <source>Older messages are deleted in all rooms that do not say otherwise. This can&apos;t be undone.</source>
        <translation>Ältere Nachrichten werden in allen Räumen gelöscht, für die nichts anderes gilt. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>AdministrationDialog</name>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Part of the administration</source>
        <translation>Teil der Verwaltung</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Räume</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Find people by name or e-mail address</source>
        <translation>Personen nach Name oder E-Mail-Adresse suchen</translation>
    </message>
    <message>
        <source>Find rooms by name</source>
        <translation>Räume nach Name suchen</translation>
    </message>
</context>
<context>
    <name>AnnouncementBar</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>AppearanceSection</name>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Color scheme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Bequem</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>80 %</source>
        <translation>80 %</translation>
    </message>
    <message>
        <source>90 %</source>
        <translation>90 %</translation>
    </message>
    <message>
        <source>100 %</source>
        <translation>100 %</translation>
    </message>
    <message>
        <source>115 %</source>
        <translation>115 %</translation>
    </message>
    <message>
        <source>130 %</source>
        <translation>130 %</translation>
    </message>
    <message>
        <source>160 %</source>
        <translation>160 %</translation>
    </message>
    <message>
        <source>200 %</source>
        <translation>200 %</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Turns animations off.</source>
        <translation>Schaltet Animationen aus.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
</context>
<context>
    <name>AttachButton</name>
    <message>
        <source>Attach files</source>
        <translation>Dateien anhängen</translation>
    </message>
</context>
<context>
    <name>AttachDialog</name>
    <message>
        <source>Attach files</source>
        <translation>Dateien anhängen</translation>
    </message>
</context>
<context>
    <name>AttachmentTile</name>
    <message>
        <source>Send %1 again</source>
        <translation>%1 noch einmal senden</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>AttachmentTray</name>
    <message>
        <source>Attached files</source>
        <translation>Angehängte Dateien</translation>
    </message>
</context>
<context>
    <name>BansDialog</name>
    <message>
        <source>Banned from “%1”</source>
        <translation>Aus „%1“ verbannt</translation>
    </message>
    <message>
        <source>Nobody is banned.</source>
        <translation>Niemand ist verbannt.</translation>
    </message>
    <message>
        <source>Lift ban</source>
        <translation>Bann aufheben</translation>
    </message>
    <message>
        <source>Lift the ban of %1</source>
        <translation>Bann von %1 aufheben</translation>
    </message>
    <message>
        <source>This person may join again where others may.</source>
        <translation>Diese Person kann wieder beitreten, wo andere es können.</translation>
    </message>
</context>
<context>
    <name>BlockDialog</name>
    <message>
        <source>Block %1?</source>
        <translation>%1 blockieren?</translation>
    </message>
    <message>
        <source>Unblock %1?</source>
        <translation>%1 nicht mehr blockieren?</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Blockieren</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Nicht mehr blockieren</translation>
    </message>
    <message>
        <source>This person can&apos;t write to you directly. In rooms their messages are folded for you, and they can&apos;t call you. They are not told.</source>
        <translation>Diese Person kann dir nicht direkt schreiben. In Räumen sind ihre Nachrichten für dich eingeklappt, und sie kann dich nicht rufen. Sie erfährt davon nichts.</translation>
    </message>
    <message>
        <source>This person can write to you again, and you see their messages.</source>
        <translation>Diese Person kann dir wieder schreiben, und du siehst ihre Nachrichten.</translation>
    </message>
</context>
<context>
    <name>BlockedDialog</name>
    <message>
        <source>Blocked people</source>
        <translation>Blockierte Personen</translation>
    </message>
    <message>
        <source>You block nobody.</source>
        <translation>Niemand ist blockiert.</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Nicht mehr blockieren</translation>
    </message>
    <message>
        <source>Unblock %1</source>
        <translation>%1 nicht mehr blockieren</translation>
    </message>
    <message>
        <source>This person can write to you again, and you see their messages.</source>
        <translation>Diese Person kann dir wieder schreiben, und du siehst ihre Nachrichten.</translation>
    </message>
</context>
<context>
    <name>BotBadge</name>
    <message>
        <source>Bot</source>
        <translation>Bot</translation>
    </message>
</context>
<context>
    <name>BotRoomRow</name>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Manage</source>
        <translation>Verwalten</translation>
    </message>
</context>
<context>
    <name>BotsDialog</name>
    <message>
        <source>Bots</source>
        <translation>Bots</translation>
    </message>
    <message>
        <source>New token</source>
        <translation>Neues Token</translation>
    </message>
    <message>
        <source>The present token ends at once, and the program needs the new one.</source>
        <translation>Das bisherige Token gilt ab sofort nicht mehr; das Programm braucht das neue.</translation>
    </message>
    <message>
        <source>Its token ends at once, and it leaves its rooms. Its messages stay.</source>
        <translation>Sein Token gilt ab sofort nicht mehr, und er verlässt seine Räume. Seine Nachrichten bleiben.</translation>
    </message>
    <message>
        <source>Bots of others in your rooms</source>
        <translation>Bots anderer in eigenen Räumen</translation>
    </message>
    <message>
        <source>It leaves %1, and can&apos;t come back by itself. Its messages stay.</source>
        <translation>Er verlässt %1 und kann nicht von selbst zurückkommen. Seine Nachrichten bleiben.</translation>
    </message>
    <message>
        <source>New bot</source>
        <translation>Neuer Bot</translation>
    </message>
    <message>
        <source>You own no room. Bots are made for rooms that you own: make a room first.</source>
        <translation>Es gibt keinen eigenen Raum. Bots gehören zu eigenen Räumen: zuerst einen Raum anlegen.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What others see</source>
        <translation>So sehen ihn andere</translation>
    </message>
    <message>
        <source>What it may do</source>
        <translation>Was er darf</translation>
    </message>
    <message>
        <source>Read: the room&apos;s messages and members. Send: messages of its own. Manage: the room&apos;s settings, pins and others&apos; messages.</source>
        <translation>Lesen: Nachrichten und Mitglieder des Raums. Senden: eigene Nachrichten. Verwalten: Einstellungen des Raums, Angeheftetes und Nachrichten anderer.</translation>
    </message>
    <message>
        <source>Make the bot</source>
        <translation>Bot anlegen</translation>
    </message>
</context>
<context>
    <name>CallDialog</name>
    <message>
        <source>Send to everybody?</source>
        <translation>An alle senden?</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>Trotzdem senden</translation>
    </message>
    <message numerus="yes">
        <source>This calls %n people. Send?</source>
        <translation>
            <numerusform>Das ruft %n Person. Senden?</numerusform>
            <numerusform>Das ruft %n Personen. Senden?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChosenPerson</name>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>CodeForm</name>
    <message>
        <source>Enter the code</source>
        <translation>Code eingeben</translation>
    </message>
    <message>
        <source>Your authenticator app shows it. Without your phone, enter one of your recovery codes.</source>
        <translation>Die Authenticator-App zeigt ihn. Ohne Telefon geht auch einer der Wiederherstellungscodes.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>CodeTools</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Code kopieren</translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Go to a room, a person or a command</source>
        <translation>Zu einem Raum, einer Person oder einem Befehl gehen</translation>
    </message>
    <message>
        <source>Search in this room</source>
        <translation>In diesem Raum suchen</translation>
    </message>
    <message>
        <source>Search in all rooms</source>
        <translation>In allen Räumen suchen</translation>
    </message>
    <message>
        <source>Previous room</source>
        <translation>Voriger Raum</translation>
    </message>
    <message>
        <source>Next room</source>
        <translation>Nächster Raum</translation>
    </message>
    <message>
        <source>Previous unread room</source>
        <translation>Voriger ungelesener Raum</translation>
    </message>
    <message>
        <source>Next unread room</source>
        <translation>Nächster ungelesener Raum</translation>
    </message>
    <message>
        <source>Back to the place or the room before</source>
        <translation>Zurück zur vorigen Stelle oder zum vorigen Raum</translation>
    </message>
    <message>
        <source>Forward again</source>
        <translation>Wieder vor</translation>
    </message>
    <message>
        <source>Go to the oldest unread message, and back</source>
        <translation>Zur ältesten ungelesenen Nachricht und zurück</translation>
    </message>
    <message>
        <source>Mark this room as read</source>
        <translation>Diesen Raum als gelesen markieren</translation>
    </message>
    <message>
        <source>New room</source>
        <translation>Neuer Raum</translation>
    </message>
    <message>
        <source>Find rooms</source>
        <translation>Räume finden</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neue Unterhaltung</translation>
    </message>
    <message>
        <source>Join with an invitation…</source>
        <translation>Mit einer Einladung beitreten …</translation>
    </message>
    <message>
        <source>Invite people to this room</source>
        <translation>Leute in diesen Raum einladen</translation>
    </message>
    <message>
        <source>Settings of this room</source>
        <translation>Einstellungen dieses Raums</translation>
    </message>
    <message>
        <source>Leave this room</source>
        <translation>Diesen Raum verlassen</translation>
    </message>
    <message>
        <source>Show or hide details</source>
        <translation>Details ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Nächster Teil des Fensters</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>Voriger Teil des Fensters</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Light colors</source>
        <translation>Helle Farben</translation>
    </message>
    <message>
        <source>Dark colors</source>
        <translation>Dunkle Farben</translation>
    </message>
    <message>
        <source>Colors of the system</source>
        <translation>Farben des Systems</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Next account</source>
        <translation>Nächstes Konto</translation>
    </message>
    <message>
        <source>Previous account</source>
        <translation>Voriges Konto</translation>
    </message>
    <message>
        <source>Add an account…</source>
        <translation>Konto hinzufügen …</translation>
    </message>
    <message>
        <source>Sign out…</source>
        <translation>Abmelden …</translation>
    </message>
    <message>
        <source>First room of the list</source>
        <translation>Erster Raum der Liste</translation>
    </message>
    <message>
        <source>Second room</source>
        <translation>Zweiter Raum</translation>
    </message>
    <message>
        <source>Third room</source>
        <translation>Dritter Raum</translation>
    </message>
    <message>
        <source>Fourth room</source>
        <translation>Vierter Raum</translation>
    </message>
    <message>
        <source>Fifth room</source>
        <translation>Fünfter Raum</translation>
    </message>
    <message>
        <source>Sixth room</source>
        <translation>Sechster Raum</translation>
    </message>
    <message>
        <source>Seventh room</source>
        <translation>Siebter Raum</translation>
    </message>
    <message>
        <source>Eighth room</source>
        <translation>Achter Raum</translation>
    </message>
    <message>
        <source>Ninth room</source>
        <translation>Neunter Raum</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>Neue Zeile</translation>
    </message>
    <message>
        <source>In the empty field: edit the last message</source>
        <translation>Im leeren Feld: die letzte Nachricht bearbeiten</translation>
    </message>
    <message>
        <source>In the empty field: reply to the last message</source>
        <translation>Im leeren Feld: auf die letzte Nachricht antworten</translation>
    </message>
    <message>
        <source>In the empty field: what was sent before</source>
        <translation>Im leeren Feld: was davor gesendet wurde</translation>
    </message>
    <message>
        <source>What was sent after that</source>
        <translation>Was danach gesendet wurde</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Fett</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>Kursiv</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Dateien anhängen</translation>
    </message>
    <message>
        <source>Paste without formatting</source>
        <translation>Ohne Formatierung einfügen</translation>
    </message>
    <message>
        <source>Scroll the messages up</source>
        <translation>Nachrichten nach oben rollen</translation>
    </message>
    <message>
        <source>Scroll the messages down</source>
        <translation>Nachrichten nach unten rollen</translation>
    </message>
    <message>
        <source>Go to the first message</source>
        <translation>Zur ersten Nachricht</translation>
    </message>
    <message>
        <source>Go to the newest message</source>
        <translation>Zur neuesten Nachricht</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Message %1</source>
        <translation>Nachricht an %1</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
</context>
<context>
    <name>ComposerHead</name>
    <message>
        <source>Editing</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Replying to %1</source>
        <translation>Antwort an %1</translation>
    </message>
    <message>
        <source>Enter saves, Esc leaves the message as it was</source>
        <translation>Enter speichert, Esc lässt die Nachricht, wie sie war</translation>
    </message>
    <message>
        <source>Stop editing</source>
        <translation>Bearbeiten beenden</translation>
    </message>
    <message>
        <source>Don&apos;t reply</source>
        <translation>Nicht antworten</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>ConnectError</name>
    <message>
        <source>its issuer is not known to this computer</source>
        <translation>dieser Computer kennt den Aussteller nicht</translation>
    </message>
    <message>
        <source>it has expired</source>
        <translation>es ist abgelaufen</translation>
    </message>
    <message>
        <source>it is not valid yet, or the clock of this computer is wrong</source>
        <translation>es gilt noch nicht, oder die Uhr dieses Computers geht falsch</translation>
    </message>
    <message>
        <source>it was revoked</source>
        <translation>es wurde widerrufen</translation>
    </message>
    <message>
        <source>it was issued for another name</source>
        <translation>es ist auf einen anderen Namen ausgestellt</translation>
    </message>
    <message>
        <source>The server at %1 accepts no more connections at the moment. Try again in a minute.</source>
        <translation>Der Server auf %1 nimmt gerade keine weiteren Verbindungen an. Bitte in einer Minute noch einmal versuchen.</translation>
    </message>
    <message>
        <source>There is no Confab server at %1, or a proxy in front of it does not forward WebSockets. Check the address.</source>
        <translation>Auf %1 läuft kein Confab-Server, oder ein Proxy davor leitet WebSockets nicht weiter. Bitte die Adresse prüfen.</translation>
    </message>
    <message>
        <source>The server at %1 closed the connection. If it uses TLS, connect to %2.</source>
        <translation>Der Server auf %1 hat die Verbindung geschlossen. Falls er TLS verwendet, ist die Adresse %2.</translation>
    </message>
    <message>
        <source>The server at %1 does not use TLS. On a network that you trust, connect to %2.</source>
        <translation>Der Server auf %1 verwendet kein TLS. In einem vertrauenswürdigen Netz ist die Adresse %2.</translation>
    </message>
    <message>
        <source>The certificate of %1 can&apos;t be trusted: %2. Ask the server&apos;s administrator.</source>
        <translation>Dem Zertifikat von %1 ist nicht zu trauen: %2. Auskunft gibt die Verwaltung des Servers.</translation>
    </message>
    <message>
        <source>The server “%1” can&apos;t be found. Check the spelling and your network connection.</source>
        <translation>Der Server „%1“ ist nicht zu finden. Bitte die Schreibweise und die Netzwerkverbindung prüfen.</translation>
    </message>
    <message>
        <source>No server is running at %1. Check the address, or start the server.</source>
        <translation>Auf %1 läuft kein Server. Bitte die Adresse prüfen oder den Server starten.</translation>
    </message>
    <message>
        <source>There is no network connection to %1. Check this computer&apos;s network connection.</source>
        <translation>Es gibt keine Netzwerkverbindung zu %1. Bitte die Netzwerkverbindung dieses Computers prüfen.</translation>
    </message>
    <message>
        <source>The server at %1 can&apos;t be reached. Check the address and your network connection.</source>
        <translation>Der Server auf %1 ist nicht erreichbar. Bitte die Adresse und die Netzwerkverbindung prüfen.</translation>
    </message>
    <message>
        <source>The server at %1 does not answer. Check the address, or try again later.</source>
        <translation>Der Server auf %1 antwortet nicht. Bitte die Adresse prüfen oder es später noch einmal versuchen.</translation>
    </message>
</context>
<context>
    <name>ConnectionBanner</name>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
</context>
<context>
    <name>CountBadge</name>
    <message>
        <source>999+</source>
        <translation>999+</translation>
    </message>
</context>
<context>
    <name>DeleteAccountDialog</name>
    <message>
        <source>Delete your account?</source>
        <translation>Konto löschen?</translation>
    </message>
    <message>
        <source>Delete for ever</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message>
        <source>The account of %1 ends at once, on all devices. You leave your rooms, and everything that you wrote and sent there is deleted for everybody. This can&apos;t be undone.</source>
        <translation>Das Konto von %1 endet sofort, auf allen Geräten. Du verlässt deine Räume, und alles, was du dort geschrieben und gesendet hast, wird für alle gelöscht. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>Bisheriges Passwort</translation>
    </message>
</context>
<context>
    <name>DeleteMessageDialog</name>
    <message>
        <source>Delete this message?</source>
        <translation>Diese Nachricht löschen?</translation>
    </message>
    <message>
        <source>Delete message</source>
        <translation>Nachricht löschen</translation>
    </message>
    <message>
        <source>Its text and its earlier versions are gone for everybody. This can&apos;t be undone.</source>
        <translation>Ihr Text und ihre früheren Fassungen sind dann für alle weg. Das lässt sich nicht rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>DesktopSection</name>
    <message>
        <source>Desktop</source>
        <translation>Desktop</translation>
    </message>
    <message>
        <source>Start with the computer</source>
        <translation>Mit dem Computer starten</translation>
    </message>
    <message>
        <source>Confab starts when you sign in to the desktop.</source>
        <translation>Confab startet mit der Anmeldung am Desktop.</translation>
    </message>
    <message>
        <source>Start minimized</source>
        <translation>Minimiert starten</translation>
    </message>
    <message>
        <source>Stay in the tray</source>
        <translation>Im Systembereich bleiben</translation>
    </message>
    <message>
        <source>Closing the window leaves Confab running; its icon in the tray brings it back.</source>
        <translation>Confab läuft weiter, wenn das Fenster geschlossen wird. Das Symbol im Systembereich holt es zurück.</translation>
    </message>
</context>
<context>
    <name>DetailsPane</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Details ausblenden</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>The members are not loaded yet.</source>
        <translation>Die Mitglieder sind noch nicht geladen.</translation>
    </message>
    <message>
        <source>Invite people…</source>
        <translation>Leute einladen …</translation>
    </message>
    <message>
        <source>Room settings</source>
        <translation>Raumeinstellungen</translation>
    </message>
    <message>
        <source>Leave room</source>
        <translation>Raum verlassen</translation>
    </message>
</context>
<context>
    <name>DeviceRow</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>This device</source>
        <translation>Dieses Gerät</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Sign out %1</source>
        <translation>%1 abmelden</translation>
    </message>
    <message>
        <source>Messages that are not sent yet are lost.</source>
        <translation>Nachrichten, die noch nicht gesendet sind, gehen verloren.</translation>
    </message>
    <message>
        <source>It is disconnected at once, and needs your password to sign in again.</source>
        <translation>Das Gerät wird sofort getrennt und braucht zum Anmelden wieder das Passwort.</translation>
    </message>
</context>
<context>
    <name>DevicesDialog</name>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Where you are signed in. If you don&apos;t know one of them, sign it out and change your password.</source>
        <translation>Hier ist das Konto angemeldet. Ein unbekanntes Gerät besser abmelden und das Passwort ändern.</translation>
    </message>
    <message>
        <source>You are signed in on this device only.</source>
        <translation>Das Konto ist nur auf diesem Gerät angemeldet.</translation>
    </message>
    <message>
        <source>Sign out all other devices</source>
        <translation>Alle anderen Geräte abmelden</translation>
    </message>
    <message>
        <source>They are disconnected at once, and need your password to sign in again.</source>
        <translation>Die Geräte werden sofort getrennt und brauchen zum Anmelden wieder das Passwort.</translation>
    </message>
</context>
<context>
    <name>EmailDialog</name>
    <message>
        <source>Change e-mail address</source>
        <translation>E-Mail-Adresse ändern</translation>
    </message>
    <message>
        <source>New e-mail address</source>
        <translation>Neue E-Mail-Adresse</translation>
    </message>
    <message>
        <source>You sign in with it from then on.</source>
        <translation>Mit ihr meldest du dich von da an an.</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>Bisheriges Passwort</translation>
    </message>
</context>
<context>
    <name>EmojiButton</name>
    <message>
        <source>Take back %1</source>
        <translation>%1 zurücknehmen</translation>
    </message>
    <message>
        <source>React with %1</source>
        <translation>Mit %1 reagieren</translation>
    </message>
</context>
<context>
    <name>EmojiPicker</name>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>Search emoji</source>
        <translation>Emoji suchen</translation>
    </message>
    <message>
        <source>All emoji</source>
        <translation>Alle Emoji</translation>
    </message>
    <message>
        <source>No emoji for this word</source>
        <translation>Kein Emoji zu diesem Wort</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Sign in first</source>
        <translation>Bitte zuerst anmelden</translation>
    </message>
    <message>
        <source>The e-mail address or the password is wrong</source>
        <translation>Die E-Mail-Adresse oder das Passwort ist falsch</translation>
    </message>
    <message>
        <source>The session has expired</source>
        <translation>Die Anmeldung ist abgelaufen</translation>
    </message>
    <message>
        <source>Too many attempts; wait a moment</source>
        <translation>Zu viele Versuche, bitte einen Moment warten</translation>
    </message>
    <message>
        <source>Enter a code of your second factor</source>
        <translation>Gib einen Code der Anmeldung in zwei Schritten ein</translation>
    </message>
    <message>
        <source>The code is wrong or was used already</source>
        <translation>Der Code ist falsch oder wurde schon verwendet</translation>
    </message>
    <message>
        <source>An account with this e-mail address already exists</source>
        <translation>Ein Konto mit dieser E-Mail-Adresse gibt es schon</translation>
    </message>
    <message>
        <source>This server does not accept new accounts</source>
        <translation>Dieser Server nimmt keine neuen Konten an</translation>
    </message>
    <message>
        <source>There is no such room</source>
        <translation>Diesen Raum gibt es nicht</translation>
    </message>
    <message>
        <source>You are not a member of this room</source>
        <translation>Du bist kein Mitglied dieses Raums</translation>
    </message>
    <message>
        <source>The room&apos;s password is wrong</source>
        <translation>Das Raumpasswort ist falsch</translation>
    </message>
    <message>
        <source>The room is full</source>
        <translation>Der Raum ist voll</translation>
    </message>
    <message>
        <source>Your role in this room does not allow this</source>
        <translation>Deine Rolle in diesem Raum erlaubt das nicht</translation>
    </message>
    <message>
        <source>You are banned from this room</source>
        <translation>Du bist aus diesem Raum verbannt</translation>
    </message>
    <message>
        <source>You can&apos;t write in this room for now</source>
        <translation>Du kannst in diesem Raum zurzeit nicht schreiben</translation>
    </message>
    <message>
        <source>This person does not take messages from you</source>
        <translation>Diese Person nimmt keine Nachrichten von dir an</translation>
    </message>
    <message>
        <source>This invitation does not exist or has ended</source>
        <translation>Diese Einladung gibt es nicht oder nicht mehr</translation>
    </message>
    <message>
        <source>Only administrators of this server may do that</source>
        <translation>Das dürfen nur Administratoren dieses Servers</translation>
    </message>
    <message>
        <source>The last administrator keeps the role</source>
        <translation>Der letzte Administrator behält die Rolle</translation>
    </message>
    <message>
        <source>The account is disabled: enable it first</source>
        <translation>Das Konto ist gesperrt: zuerst entsperren</translation>
    </message>
    <message>
        <source>The message is too long</source>
        <translation>Die Nachricht ist zu lang</translation>
    </message>
    <message>
        <source>The message is empty</source>
        <translation>Die Nachricht ist leer</translation>
    </message>
    <message>
        <source>The file is too large</source>
        <translation>Die Datei ist zu groß</translation>
    </message>
    <message>
        <source>There is no space left for your files</source>
        <translation>Für weitere Dateien ist kein Platz mehr</translation>
    </message>
    <message>
        <source>There is no such file</source>
        <translation>Diese Datei gibt es nicht</translation>
    </message>
    <message>
        <source>Too fast; wait a moment</source>
        <translation>Zu schnell, bitte einen Moment warten</translation>
    </message>
    <message>
        <source>The server is busy; try again in a moment</source>
        <translation>Der Server ist beschäftigt, bitte gleich noch einmal versuchen</translation>
    </message>
    <message>
        <source>The server is about to stop; reconnect</source>
        <translation>Der Server wird gleich beendet, bitte neu verbinden</translation>
    </message>
    <message>
        <source>The connection was lost</source>
        <translation>Die Verbindung ging verloren</translation>
    </message>
    <message>
        <source>The server did not answer in time</source>
        <translation>Der Server hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>Not available</source>
        <translation>Nicht verfügbar</translation>
    </message>
    <message>
        <source>The room is archived</source>
        <translation>Der Raum ist archiviert</translation>
    </message>
    <message>
        <source>There is a second factor already: switch it off first</source>
        <translation>Die Anmeldung in zwei Schritten ist schon eingeschaltet: Schalte sie zuerst aus</translation>
    </message>
    <message>
        <source>No second factor is on</source>
        <translation>Die Anmeldung in zwei Schritten ist nicht eingeschaltet</translation>
    </message>
    <message>
        <source>Only its author can edit a message</source>
        <translation>Eine Nachricht bearbeiten kann nur, wer sie geschrieben hat</translation>
    </message>
    <message>
        <source>This message has had %1 versions, which is the limit</source>
        <translation>Diese Nachricht hatte schon %1 Fassungen, mehr gehen nicht</translation>
    </message>
    <message>
        <source>The room has %1 pinned messages, which is the limit</source>
        <translation>Der Raum hat %1 angeheftete Nachrichten, mehr gehen nicht</translation>
    </message>
    <message>
        <source>A room has at most %1 webhooks</source>
        <translation>Ein Raum hat höchstens %1 Webhooks</translation>
    </message>
    <message>
        <source>A room needs an owner: make somebody else an owner first</source>
        <translation>Ein Raum braucht jemanden mit Besitzrechten: Zuerst müssen andere sie erhalten</translation>
    </message>
    <message>
        <source>The room has %1 bans, which is the limit</source>
        <translation>Der Raum hat %1 Verbannte; mehr sind nicht möglich</translation>
    </message>
    <message>
        <source>The room has %1 muted people, which is the limit</source>
        <translation>Der Raum hat %1 stummgeschaltete Personen; mehr sind nicht möglich</translation>
    </message>
    <message>
        <source>You block %1 people, which is the limit</source>
        <translation>Du blockierst %1 Personen; mehr sind nicht möglich</translation>
    </message>
    <message>
        <source>What a bot may do is said by its rights</source>
        <translation>Was ein Bot darf, sagen seine Rechte</translation>
    </message>
    <message>
        <source>This room is in slow mode; wait a moment</source>
        <translation>Dieser Raum ist im langsamen Modus; warte einen Moment</translation>
    </message>
    <message>
        <source>The room has %1 invitations, which is the limit</source>
        <translation>Der Raum hat %1 Einladungen, mehr sind nicht möglich</translation>
    </message>
    <message>
        <source>A new account needs an invitation</source>
        <translation>Für ein neues Konto braucht es eine Einladung</translation>
    </message>
    <message>
        <source>A bot leaves by bot.remove, and a webhook by hook.remove</source>
        <translation>Bots und Webhooks werden in den Einstellungen entfernt</translation>
    </message>
    <message>
        <source>A bot has no direct conversations</source>
        <translation>Ein Bot hat keine direkten Unterhaltungen</translation>
    </message>
    <message>
        <source>You are in %1 rooms, which is the limit. Leave one of them first.</source>
        <translation>Du bist in %1 Räumen, mehr gehen nicht. Bitte zuerst einen davon verlassen.</translation>
    </message>
    <message>
        <source>A direct conversation can&apos;t be left</source>
        <translation>Eine direkte Unterhaltung lässt sich nicht verlassen</translation>
    </message>
    <message>
        <source>Too many uploads are not finished</source>
        <translation>Zu viele Uploads sind noch nicht fertig</translation>
    </message>
    <message>
        <source>The database could not store this.</source>
        <translation>Die Datenbank konnte das nicht speichern.</translation>
    </message>
    <message>
        <source>You were signed out</source>
        <translation>Die Anmeldung wurde beendet</translation>
    </message>
    <message>
        <source>The server asks you to sign in again</source>
        <translation>Der Server bittet um eine neue Anmeldung</translation>
    </message>
    <message>
        <source>The connection was too slow</source>
        <translation>Die Verbindung war zu langsam</translation>
    </message>
    <message>
        <source>The server is restarting</source>
        <translation>Der Server startet neu</translation>
    </message>
    <message>
        <source>The server closed the connection: too many requests at once</source>
        <translation>Der Server hat die Verbindung geschlossen: zu viele Anfragen auf einmal</translation>
    </message>
    <message>
        <source>The server stopped responding</source>
        <translation>Der Server antwortet nicht mehr</translation>
    </message>
    <message>
        <source>This is too long to be sent</source>
        <translation>Das ist zu lang zum Senden</translation>
    </message>
    <message>
        <source>Please sign in again</source>
        <translation>Bitte noch einmal anmelden</translation>
    </message>
    <message>
        <source>The server wants to lead elsewhere for its files</source>
        <translation>Der Server verweist für seine Dateien auf einen anderen Ort</translation>
    </message>
    <message>
        <source>Drafts can&apos;t be saved in %1: %2</source>
        <translation>Entwürfe lassen sich nicht in %1 speichern: %2</translation>
    </message>
    <message>
        <source>Another search began</source>
        <translation>Eine andere Suche hat begonnen</translation>
    </message>
    <message>
        <source>The way to the server refused the file with the status %1</source>
        <translation>Der Weg zum Server hat die Datei mit dem Status %1 abgelehnt</translation>
    </message>
    <message>
        <source>Unsent messages can&apos;t be saved in %1: %2</source>
        <translation>Ungesendete Nachrichten lassen sich nicht in %1 speichern: %2</translation>
    </message>
    <message>
        <source>What was kept in %1 can&apos;t be read (%2). It is begun anew</source>
        <translation>Was in %1 lag, ist nicht lesbar (%2). Es wird neu begonnen</translation>
    </message>
    <message>
        <source>The file can&apos;t be written: %1</source>
        <translation>Die Datei lässt sich nicht schreiben: %1</translation>
    </message>
    <message>
        <source>The file %1 can&apos;t be changed: %2.</source>
        <translation>Die Datei %1 lässt sich nicht ändern: %2.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
    <message>
        <source>The picture can&apos;t be read</source>
        <translation>Das Bild lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read</source>
        <translation>%1 lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>%1 is not a file</source>
        <translation>%1 ist keine Datei</translation>
    </message>
    <message>
        <source>%1 was changed while it was being sent</source>
        <translation>%1 wurde während des Sendens geändert</translation>
    </message>
    <message>
        <source>Too many changes are waiting to be sent</source>
        <translation>Zu viele Änderungen warten aufs Senden</translation>
    </message>
    <message>
        <source>Too many messages are waiting to be sent</source>
        <translation>Zu viele Nachrichten warten aufs Senden</translation>
    </message>
    <message>
        <source>This message was written for another server, which had the same address</source>
        <translation>Diese Nachricht wurde für einen anderen Server geschrieben, der dieselbe Adresse hatte</translation>
    </message>
    <message>
        <source>This message may have been sent already</source>
        <translation>Diese Nachricht wurde vielleicht schon gesendet</translation>
    </message>
    <message>
        <source>A file of it can&apos;t be sent any more. Attach it again</source>
        <translation>Eine Datei darin lässt sich nicht mehr senden. Bitte noch einmal anhängen</translation>
    </message>
    <message>
        <source>Confab was closed before all of its files were on the server. Attach them again</source>
        <translation>Confab wurde beendet, bevor alle Dateien darin auf dem Server waren. Bitte noch einmal anhängen</translation>
    </message>
    <message>
        <source>This picture is damaged, and the place where it was taken can&apos;t be removed from it</source>
        <translation>Dieses Bild ist beschädigt, und der Aufnahmeort lässt sich nicht daraus entfernen</translation>
    </message>
    <message>
        <source>This picture is too large to be sent</source>
        <translation>Dieses Bild ist zu groß zum Senden</translation>
    </message>
    <message>
        <source>This file is too large. The server takes files of up to %1</source>
        <translation>Diese Datei ist zu groß. Der Server nimmt Dateien bis %1</translation>
    </message>
    <message>
        <source>This file is too large for the server</source>
        <translation>Diese Datei ist zu groß für den Server</translation>
    </message>
    <message>
        <source>The server has no space left for your files. Delete messages with files that nobody needs any more, and try again</source>
        <translation>Der Server hat keinen Platz mehr für weitere Dateien. Bitte Nachrichten mit Dateien löschen, die niemand mehr braucht, und es noch einmal versuchen</translation>
    </message>
    <message>
        <source>This file is not on the server any more</source>
        <translation>Diese Datei ist nicht mehr auf dem Server</translation>
    </message>
</context>
<context>
    <name>FactRow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>FailedLine</name>
    <message>
        <source>Not sent: %1</source>
        <translation>Nicht gesendet: %1</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>FileCard</name>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>%1 speichern</translation>
    </message>
    <message>
        <source>Stop saving %1</source>
        <translation>Speichern von %1 abbrechen</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Film</source>
        <translation>Film</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Dokument</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindRoomsDialog</name>
    <message>
        <source>Find rooms</source>
        <translation>Räume finden</translation>
    </message>
    <message>
        <source>Search by name</source>
        <translation>Nach Namen suchen</translation>
    </message>
    <message>
        <source>Rooms on the server</source>
        <translation>Räume auf dem Server</translation>
    </message>
    <message>
        <source>The rooms can&apos;t be listed</source>
        <translation>Die Räume lassen sich nicht auflisten</translation>
    </message>
    <message>
        <source>No public rooms yet</source>
        <translation>Noch keine öffentlichen Räume</translation>
    </message>
    <message>
        <source>No matching rooms</source>
        <translation>Keine passenden Räume</translation>
    </message>
    <message>
        <source>Hidden rooms are not listed here.</source>
        <translation>Verborgene Räume stehen hier nicht.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Join with an invitation…</source>
        <translation>Mit einer Einladung beitreten …</translation>
    </message>
</context>
<context>
    <name>FoldedRooms</name>
    <message>
        <source>Archived · %1</source>
        <translation>Archiviert · %1</translation>
    </message>
    <message numerus="yes">
        <source>Show %n archived room(s)</source>
        <translation>
            <numerusform>%n archivierten Raum zeigen</numerusform>
            <numerusform>%n archivierte Räume zeigen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FormField</name>
    <message>
        <source>Hide password</source>
        <translation>Passwort verbergen</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>Passwort zeigen</translation>
    </message>
</context>
<context>
    <name>ForwardDialog</name>
    <message>
        <source>Forward to</source>
        <translation>Weiterleiten an</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Weiterleiten</translation>
    </message>
    <message>
        <source>Search a room</source>
        <translation>Raum suchen</translation>
    </message>
    <message>
        <source>Rooms to forward to</source>
        <translation>Räume zum Weiterleiten</translation>
    </message>
    <message>
        <source>No matching rooms</source>
        <translation>Keine passenden Räume</translation>
    </message>
</context>
<context>
    <name>FoundMessageRow</name>
    <message>
        <source>%1 in %2: %3</source>
        <translation>%1 in %2: %3</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
</context>
<context>
    <name>FoundRoomRow</name>
    <message numerus="yes">
        <source>%1, %n member(s)</source>
        <translation>
            <numerusform>%1, %n Mitglied</numerusform>
            <numerusform>%1, %n Mitglieder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n Mitglied</numerusform>
            <numerusform>%n Mitglieder</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 here</source>
        <translation>%1 von %2 hier</translation>
    </message>
    <message>
        <source>%1 here</source>
        <translation>%1 hier</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Beitreten</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Join %1</source>
        <translation>%1 beitreten</translation>
    </message>
    <message>
        <source>Room password</source>
        <translation>Raumpasswort</translation>
    </message>
</context>
<context>
    <name>HooksDialog</name>
    <message>
        <source>Webhooks of “%1”</source>
        <translation>Webhooks von „%1“</translation>
    </message>
    <message>
        <source>Disabled: nobody answered. Remove it and make it anew.</source>
        <translation>Abgeschaltet: Niemand hat geantwortet. Entfernen und neu anlegen.</translation>
    </message>
    <message>
        <source>New address</source>
        <translation>Neue Adresse</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>The present address ends at once, and programs need the new one.</source>
        <translation>Die bisherige Adresse gilt ab sofort nicht mehr; Programme brauchen die neue.</translation>
    </message>
    <message>
        <source>Requests are signed with the new key at once, and the program needs it.</source>
        <translation>Anfragen werden ab sofort mit dem neuen Schlüssel signiert; das Programm braucht ihn.</translation>
    </message>
    <message>
        <source>It ends at once, and its messages stay.</source>
        <translation>Er endet sofort; seine Nachrichten bleiben.</translation>
    </message>
    <message>
        <source>New webhook</source>
        <translation>Neuer Webhook</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Incoming</source>
        <translation>Eingehend</translation>
    </message>
    <message>
        <source>Outgoing</source>
        <translation>Ausgehend</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Programs post messages to an address that only they know.</source>
        <translation>Programme senden Nachrichten an eine Adresse, die nur sie kennen.</translation>
    </message>
    <message>
        <source>Everything that is said in the room is sent to an address.</source>
        <translation>Alles, was im Raum gesagt wird, geht an eine Adresse.</translation>
    </message>
    <message>
        <source>Messages that begin with a word are sent to an address, and its answer is posted into the room.</source>
        <translation>Nachrichten, die mit einem Wort beginnen, gehen an eine Adresse; deren Antwort erscheint im Raum.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What the room sees</source>
        <translation>So sieht ihn der Raum</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Make the webhook</source>
        <translation>Webhook anlegen</translation>
    </message>
</context>
<context>
    <name>InvitationDialog</name>
    <message>
        <source>Join with an invitation</source>
        <translation>Mit einer Einladung beitreten</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Paste the link that you were given. You see where it leads before you join.</source>
        <translation>Füge den Link ein, den du bekommen hast. Wohin er führt, siehst du vor dem Beitritt.</translation>
    </message>
    <message>
        <source>Invitation link</source>
        <translation>Link der Einladung</translation>
    </message>
    <message>
        <source>This is not the link of an invitation. It may be incomplete.</source>
        <translation>Das ist nicht der Link einer Einladung. Vielleicht ist er unvollständig.</translation>
    </message>
</context>
<context>
    <name>InvitationField</name>
    <message>
        <source>Invitation link</source>
        <translation>Link der Einladung</translation>
    </message>
    <message>
        <source>This server accepts new accounts by invitation only.</source>
        <translation>Auf diesem Server gibt es neue Konten nur mit einer Einladung.</translation>
    </message>
</context>
<context>
    <name>InviteLinkBox</name>
    <message>
        <source>Who has this link can join. Send it to those whom you invite.</source>
        <translation>Wer diesen Link hat, kann beitreten. Schicke ihn denen, die du einlädst.</translation>
    </message>
    <message>
        <source>Invitation link</source>
        <translation>Link der Einladung</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
</context>
<context>
    <name>InvitesDialog</name>
    <message>
        <source>Invite people to “%1”</source>
        <translation>Leute in „%1“ einladen</translation>
    </message>
    <message>
        <source>How long the link works</source>
        <translation>Wie lange der Link gilt</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>For ever</source>
        <translation>Unbegrenzt</translation>
    </message>
    <message>
        <source>How many people can use it</source>
        <translation>Für wie viele er gilt</translation>
    </message>
    <message>
        <source>Any number</source>
        <translation>Beliebig viele</translation>
    </message>
    <message>
        <source>Make a link</source>
        <translation>Link erstellen</translation>
    </message>
    <message>
        <source>Links that work</source>
        <translation>Links, die gelten</translation>
    </message>
    <message>
        <source>Copy the link: %1</source>
        <translation>Link kopieren: %1</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>End the link: %1</source>
        <translation>Link beenden: %1</translation>
    </message>
    <message>
        <source>Nobody can join with this link any more. Those who have joined stay.</source>
        <translation>Mit diesem Link kann niemand mehr beitreten. Wer beigetreten ist, bleibt.</translation>
    </message>
</context>
<context>
    <name>KeyRow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>press the new key</source>
        <translation>neue Taste drücken</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>keine Taste</translation>
    </message>
    <message>
        <source>Press a key…</source>
        <translation>Taste drücken …</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>↑ / ↓, End</source>
        <translation>↑ / ↓, Ende</translation>
    </message>
    <message>
        <source>From message to message / to the newest</source>
        <translation>Von Nachricht zu Nachricht / zur neuesten</translation>
    </message>
    <message>
        <source>Tab, Menu</source>
        <translation>Tab, Menü</translation>
    </message>
    <message>
        <source>Tools / menu of the selected message</source>
        <translation>Werkzeuge / Menü der gewählten Nachricht</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Strg+C</translation>
    </message>
    <message>
        <source>Copy the selected message</source>
        <translation>Die gewählte Nachricht kopieren</translation>
    </message>
    <message>
        <source>@… / :…</source>
        <translation>@… / :…</translation>
    </message>
    <message>
        <source>Complete a member&apos;s name / an emoji</source>
        <translation>Einen Namen / ein Emoji vervollständigen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Close, back, dismiss the “New” line</source>
        <translation>Schließen, zurück, die Linie „Neu“ entfernen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Find a command or a key</source>
        <translation>Befehl oder Taste finden</translation>
    </message>
    <message>
        <source>Choose a command to give it another key. Backspace takes its key away.</source>
        <translation>Einen Befehl wählen, um ihm eine andere Taste zu geben. Die Rücktaste nimmt ihm seine Taste.</translation>
    </message>
    <message>
        <source>Set all as they were at first</source>
        <translation>Alle auf die Vorgaben zurücksetzen</translation>
    </message>
</context>
<context>
    <name>LevelMenu</name>
    <message>
        <source>All messages</source>
        <translation>Alle Nachrichten</translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation>Erwähnungen</translation>
    </message>
    <message>
        <source>Mute for an hour</source>
        <translation>Eine Stunde stummschalten</translation>
    </message>
    <message>
        <source>Mute until tomorrow morning</source>
        <translation>Bis morgen früh stummschalten</translation>
    </message>
    <message>
        <source>Mute until I turn it on</source>
        <translation>Stummschalten, bis ich es wieder einschalte</translation>
    </message>
</context>
<context>
    <name>LevelRow</name>
    <message>
        <source>All messages</source>
        <translation>Alle Nachrichten</translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation>Erwähnungen</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>%1 until %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Meldungen</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Open this link?</source>
        <translation>Diesen Link öffnen?</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>Link öffnen</translation>
    </message>
    <message>
        <source>It leads to %1.</source>
        <translation>Er führt zu %1.</translation>
    </message>
</context>
<context>
    <name>LoginHeading</name>
    <message>
        <source>Create an account</source>
        <translation>Konto anlegen</translation>
    </message>
    <message>
        <source>Welcome back</source>
        <translation>Willkommen zurück</translation>
    </message>
    <message>
        <source>Sign in to Confab</source>
        <translation>Bei Confab anmelden</translation>
    </message>
    <message>
        <source>The account is created on the server that you enter here.</source>
        <translation>Das Konto wird auf dem Server angelegt, der hier eingegeben wird.</translation>
    </message>
    <message>
        <source>Sign in to continue where you left off.</source>
        <translation>Nach der Anmeldung geht es dort weiter, wo es aufgehört hat.</translation>
    </message>
    <message>
        <source>Enter the server, your e-mail and your password.</source>
        <translation>Bitte Server, E-Mail und Passwort eingeben.</translation>
    </message>
</context>
<context>
    <name>LoginPage</name>
    <message>
        <source>Sign in or create an account</source>
        <translation>Anmelden oder Konto anlegen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Create account</source>
        <translation>Konto anlegen</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>chat.example.org</source>
        <translation>chat.example.org</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>The name that others see</source>
        <translation>So sehen ihn die anderen</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>you@example.org</source>
        <translation>name@example.org</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>At least 8 characters. A short sentence makes a good password.</source>
        <translation>Mindestens 8 Zeichen. Ein kurzer Satz ist ein gutes Passwort.</translation>
    </message>
    <message>
        <source>I have an invitation</source>
        <translation>Ich habe eine Einladung</translation>
    </message>
    <message>
        <source>This system has no keychain, so you stay signed in only until you close Confab.</source>
        <translation>Dieses System hat keinen Schlüsselbund. Die Anmeldung gilt deshalb nur, bis Confab beendet wird.</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>%1 – Confab</source>
        <translation>%1 – Confab</translation>
    </message>
    <message>
        <source>Confab</source>
        <translation>Confab</translation>
    </message>
    <message>
        <source>(%1) %2</source>
        <translation>(%1) %2</translation>
    </message>
    <message>
        <source>• %1</source>
        <translation>• %1</translation>
    </message>
</context>
<context>
    <name>MemberRow</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Bot</source>
        <translation>Bot</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <translation>%1 (du)</translation>
    </message>
</context>
<context>
    <name>MessageLine</name>
    <message>
        <source>Message deleted</source>
        <translation>Nachricht gelöscht</translation>
    </message>
</context>
<context>
    <name>MessageList</name>
    <message>
        <source>Messages in %1</source>
        <translation>Nachrichten in %1</translation>
    </message>
</context>
<context>
    <name>MessageMarks</name>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
    <message>
        <source>Edited: show earlier versions</source>
        <translation>Bearbeitet: frühere Fassungen zeigen</translation>
    </message>
    <message>
        <source>Edited %1</source>
        <translation>Bearbeitet: %1</translation>
    </message>
</context>
<context>
    <name>MessageMenu</name>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Thread</source>
        <translation>Thread</translation>
    </message>
    <message>
        <source>React…</source>
        <translation>Reagieren …</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Text kopieren</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Forward…</source>
        <translation>Weiterleiten …</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Mark unread from here</source>
        <translation>Ab hier als ungelesen markieren</translation>
    </message>
    <message>
        <source>Go to the quote</source>
        <translation>Zum Zitat gehen</translation>
    </message>
    <message>
        <source>Earlier versions</source>
        <translation>Frühere Fassungen</translation>
    </message>
    <message>
        <source>Read by…</source>
        <translation>Gelesen von …</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
</context>
<context>
    <name>MessageRow</name>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Wird gesendet</translation>
    </message>
</context>
<context>
    <name>MessageState</name>
    <message>
        <source>Sending</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Message deleted</source>
        <translation>Nachricht gelöscht</translation>
    </message>
    <message>
        <source>Message of a blocked person</source>
        <translation>Nachricht einer blockierten Person</translation>
    </message>
    <message>
        <source> answers %1</source>
        <translation> antwortet %1</translation>
    </message>
    <message>
        <source>reactions: %1</source>
        <translation>Reaktionen: %1</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>bearbeitet</translation>
    </message>
</context>
<context>
    <name>MissingPicture</name>
    <message>
        <source>This picture can&apos;t be shown</source>
        <translation>Dieses Bild lässt sich nicht zeigen</translation>
    </message>
</context>
<context>
    <name>ModalDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>MuteDialog</name>
    <message>
        <source>Mute %1 in this room?</source>
        <translation>%1 in diesem Raum stummschalten?</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stummschalten</translation>
    </message>
    <message>
        <source>This person stays a member and can read, but not write, react or pin. Everybody in the room sees it. Leaving the room does not lift it.</source>
        <translation>Diese Person bleibt Mitglied und kann lesen, aber nicht schreiben, reagieren oder anheften. Alle im Raum sehen das. Wer den Raum verlässt, hebt es damit nicht auf.</translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>Für wie lange</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>Until it is lifted</source>
        <translation>Bis sie aufgehoben wird</translation>
    </message>
</context>
<context>
    <name>NewConversationDialog</name>
    <message>
        <source>New conversation</source>
        <translation>Neue Unterhaltung</translation>
    </message>
    <message>
        <source>Open conversation</source>
        <translation>Unterhaltung öffnen</translation>
    </message>
    <message>
        <source>Name or e-mail address</source>
        <translation>Name oder E-Mail-Adresse</translation>
    </message>
    <message>
        <source>People on the server</source>
        <translation>Personen auf dem Server</translation>
    </message>
    <message>
        <source>People can&apos;t be searched</source>
        <translation>Personen lassen sich nicht suchen</translation>
    </message>
    <message>
        <source>Nobody of that name</source>
        <translation>Niemand mit diesem Namen</translation>
    </message>
    <message>
        <source>Write to one person, or to up to %1 at once. The same people always find the same conversation.</source>
        <translation>An eine Person schreiben oder an bis zu %1 zugleich. Dieselben Personen finden immer dieselbe Unterhaltung.</translation>
    </message>
    <message>
        <source>A word of the name has to begin with it, or it has to be the whole e-mail address.</source>
        <translation>Ein Wort des Namens muss damit beginnen, oder es muss die ganze E-Mail-Adresse sein.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>NewMessagesPill</name>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n neue Nachricht</numerusform>
            <numerusform>%n neue Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Jump to the newest message</source>
        <translation>Zur neuesten Nachricht springen</translation>
    </message>
    <message>
        <source>%1 new</source>
        <translation>%1 neu</translation>
    </message>
</context>
<context>
    <name>NewRoomDialog</name>
    <message>
        <source>New room</source>
        <translation>Neuer Raum</translation>
    </message>
    <message>
        <source>Create room</source>
        <translation>Raum anlegen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>For example: Garden plans</source>
        <translation>Zum Beispiel: Gartenpläne</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Thema</translation>
    </message>
    <message>
        <source>What the room is about (optional)</source>
        <translation>Worum es in dem Raum geht (freiwillig)</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>Sichtbarkeit</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Öffentlich</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Verborgen</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>At least %1 characters.</source>
        <translation>Mindestens %1 Zeichen.</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Plätze</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Unbegrenzt</translation>
    </message>
</context>
<context>
    <name>NoConnectionState</name>
    <message>
        <source>No connection</source>
        <translation>Keine Verbindung</translation>
    </message>
    <message>
        <source>The server can&apos;t be reached</source>
        <translation>Der Server ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Your rooms appear here as soon as it answers.</source>
        <translation>Die Räume erscheinen hier, sobald er antwortet.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
</context>
<context>
    <name>NoRoomPage</name>
    <message>
        <source>Choose a room on the left.</source>
        <translation>Links einen Raum auswählen.</translation>
    </message>
    <message>
        <source>Choose a room on the left, or press %1 and type its name.</source>
        <translation>Links einen Raum auswählen, oder %1 drücken und seinen Namen tippen.</translation>
    </message>
    <message>
        <source>No room is open</source>
        <translation>Kein Raum ist offen</translation>
    </message>
    <message>
        <source>Welcome, %1</source>
        <translation>Willkommen, %1</translation>
    </message>
    <message>
        <source>Conversations take place in rooms. Create the first one, or find a room to join.</source>
        <translation>Unterhaltungen finden in Räumen statt. Hier lässt sich der erste anlegen oder ein Raum zum Beitreten finden.</translation>
    </message>
    <message>
        <source>New room</source>
        <translation>Neuer Raum</translation>
    </message>
    <message>
        <source>Find rooms</source>
        <translation>Räume finden</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neue Unterhaltung</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>%1 joined</source>
        <translation>%1 ist beigetreten</translation>
    </message>
    <message>
        <source>%1 and %2 joined</source>
        <translation>%1 und %2 sind beigetreten</translation>
    </message>
    <message>
        <source>%1 and %2 others joined</source>
        <translation>%1 und %2 weitere sind beigetreten</translation>
    </message>
    <message>
        <source>%1 renamed the room to %2</source>
        <translation>%1 hat den Raum in %2 umbenannt</translation>
    </message>
    <message>
        <source>%1 archived the room</source>
        <translation>%1 hat den Raum archiviert</translation>
    </message>
    <message>
        <source>%1 reopened the room</source>
        <translation>%1 hat den Raum wieder geöffnet</translation>
    </message>
    <message>
        <source>%1 removed the topic</source>
        <translation>%1 hat das Thema entfernt</translation>
    </message>
    <message>
        <source>%1 changed the topic: %2</source>
        <translation>%1 hat das Thema geändert: %2</translation>
    </message>
    <message>
        <source>%1 set a new password</source>
        <translation>%1 hat ein neues Passwort gesetzt</translation>
    </message>
    <message>
        <source>%1 removed the password</source>
        <translation>%1 hat das Passwort entfernt</translation>
    </message>
    <message>
        <source>%1 made the room public</source>
        <translation>%1 hat den Raum öffentlich gemacht</translation>
    </message>
    <message>
        <source>%1 made the room private</source>
        <translation>%1 hat den Raum verborgen</translation>
    </message>
    <message>
        <source>%1 changed the picture</source>
        <translation>%1 hat das Bild geändert</translation>
    </message>
    <message>
        <source>%1 removed the picture</source>
        <translation>%1 hat das Bild entfernt</translation>
    </message>
    <message>
        <source>%1 turned slow mode on: one message every %2</source>
        <translation>%1 hat den langsamen Modus eingeschaltet: eine Nachricht in %2</translation>
    </message>
    <message>
        <source>%1 turned slow mode off</source>
        <translation>%1 hat den langsamen Modus ausgeschaltet</translation>
    </message>
    <message>
        <source>%1 changed how many people the room takes</source>
        <translation>%1 hat die Zahl der Plätze geändert</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 hat den Raum verlassen</translation>
    </message>
    <message>
        <source>%1 was banned by %2: %3</source>
        <translation>%1 wurde von %2 verbannt: %3</translation>
    </message>
    <message>
        <source>%1 was removed by %2: %3</source>
        <translation>%1 wurde von %2 entfernt: %3</translation>
    </message>
    <message>
        <source>%1 was banned by %2</source>
        <translation>%1 wurde von %2 verbannt</translation>
    </message>
    <message>
        <source>%1 was removed by %2</source>
        <translation>%1 wurde von %2 entfernt</translation>
    </message>
    <message>
        <source>%1 lets %2 write again</source>
        <translation>%1 lässt %2 wieder schreiben</translation>
    </message>
    <message>
        <source>%1 muted %2 until %3</source>
        <translation>%1 hat %2 bis %3 stummgeschaltet</translation>
    </message>
    <message>
        <source>%1 muted %2</source>
        <translation>%1 hat %2 stummgeschaltet</translation>
    </message>
    <message>
        <source>%1 made %2 an owner</source>
        <translation>%1 hat %2 Besitzrechte gegeben</translation>
    </message>
    <message>
        <source>%1 made %2 a moderator</source>
        <translation>%1 hat %2 die Moderation gegeben</translation>
    </message>
    <message>
        <source>%1 made %2 a member</source>
        <translation>%1 hat %2 zum Mitglied gemacht</translation>
    </message>
    <message>
        <source>%1 is now an owner</source>
        <translation>%1 hat jetzt Besitzrechte</translation>
    </message>
    <message>
        <source>%1 is now a moderator</source>
        <translation>%1 moderiert jetzt</translation>
    </message>
    <message>
        <source>%1 is now a member</source>
        <translation>%1 ist jetzt Mitglied</translation>
    </message>
    <message>
        <source>%1 created this room</source>
        <translation>%1 hat diesen Raum angelegt</translation>
    </message>
</context>
<context>
    <name>NotificationSection</name>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Notify me about</source>
        <translation>Benachrichtigen bei</translation>
    </message>
    <message>
        <source>All messages</source>
        <translation>Alle Nachrichten</translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation>Erwähnungen</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Messages of direct conversations count as mentions.</source>
        <translation>Nachrichten in direkten Unterhaltungen zählen als Erwähnungen.</translation>
    </message>
    <message>
        <source>Show what messages say</source>
        <translation>Text der Nachrichten zeigen</translation>
    </message>
    <message>
        <source>Without it a notification names the room alone.</source>
        <translation>Ohne ihn nennt eine Benachrichtigung nur den Raum.</translation>
    </message>
    <message>
        <source>Words that call me</source>
        <translation>Wörter, die mich rufen</translation>
    </message>
    <message>
        <source>release, coffee</source>
        <translation>Release, Kaffee</translation>
    </message>
    <message>
        <source>With commas between them. A message with one of them counts as a mention.</source>
        <translation>Durch Kommas getrennt. Eine Nachricht mit einem davon zählt als Erwähnung.</translation>
    </message>
    <message>
        <source>Do not disturb, until %1</source>
        <translation>Nicht stören, bis %1</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Nicht stören</translation>
    </message>
    <message>
        <source>Turn off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>For an hour</source>
        <translation>Eine Stunde lang</translation>
    </message>
    <message>
        <source>Until tomorrow morning</source>
        <translation>Bis morgen früh</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Jeden Tag</translation>
    </message>
    <message>
        <source>Do not disturb at the same hours of each day.</source>
        <translation>Jeden Tag zu denselben Stunden nicht stören.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
</context>
<context>
    <name>Notifications</name>
    <message>
        <source>Confab</source>
        <translation>Confab</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Als gelesen markieren</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
</context>
<context>
    <name>OwnHeader</name>
    <message>
        <source>Profile and presence</source>
        <translation>Profil und Anwesenheit</translation>
    </message>
    <message>
        <source>Until %1</source>
        <translation>Bis %1</translation>
    </message>
    <message>
        <source>%1 · until %2</source>
        <translation>%1 · bis %2</translation>
    </message>
    <message>
        <source>%1, quiet until %2</source>
        <translation>%1, Ruhe bis %2</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>OwnMenu</name>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Abwesend</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Nicht stören</translation>
    </message>
    <message>
        <source>Invisible</source>
        <translation>Unsichtbar</translation>
    </message>
    <message>
        <source>Profile and status…</source>
        <translation>Profil und Status …</translation>
    </message>
    <message>
        <source>Clear status</source>
        <translation>Status löschen</translation>
    </message>
</context>
<context>
    <name>PasswordDialog</name>
    <message>
        <source>Change password</source>
        <translation>Passwort ändern</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>Bisheriges Passwort</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>At least 8 characters. A short sentence makes a good password.</source>
        <translation>Mindestens 8 Zeichen. Ein kurzer Satz ist ein gutes Passwort.</translation>
    </message>
    <message>
        <source>All your other devices are signed out.</source>
        <translation>Alle anderen Geräte werden abgemeldet.</translation>
    </message>
</context>
<context>
    <name>PeopleCount</name>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n Mitglied</numerusform>
            <numerusform>%n Mitglieder</numerusform>
        </translation>
    </message>
    <message>
        <source>Here now</source>
        <translation>Gerade hier</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>Nicht hier</translation>
    </message>
    <message>
        <source>%1 here now, %2</source>
        <translation>%1 gerade hier, %2</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>%1 here · %2</source>
        <translation>%1 hier · %2</translation>
    </message>
</context>
<context>
    <name>PersonMenu</name>
    <message>
        <source>%1 is a bot</source>
        <translation>%1 ist ein Bot</translation>
    </message>
    <message>
        <source>Message %1</source>
        <translation>Nachricht an %1</translation>
    </message>
    <message>
        <source>Make owner</source>
        <translation>Besitzrechte geben</translation>
    </message>
    <message>
        <source>Make moderator</source>
        <translation>Moderation geben</translation>
    </message>
    <message>
        <source>Make member</source>
        <translation>Zum Mitglied machen</translation>
    </message>
    <message>
        <source>Unblock…</source>
        <translation>Nicht mehr blockieren …</translation>
    </message>
    <message>
        <source>Block…</source>
        <translation>Blockieren …</translation>
    </message>
    <message>
        <source>Mute…</source>
        <translation>Stummschalten …</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>Stummschaltung aufheben</translation>
    </message>
    <message>
        <source>Remove from room…</source>
        <translation>Aus dem Raum entfernen …</translation>
    </message>
    <message>
        <source>Ban…</source>
        <translation>Verbannen …</translation>
    </message>
</context>
<context>
    <name>PersonRow</name>
    <message>
        <source>%1, chosen</source>
        <translation>%1, gewählt</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>PickerFoot</name>
    <message>
        <source>No skin tone</source>
        <translation>Kein Hautton</translation>
    </message>
    <message>
        <source>Light skin tone</source>
        <translation>Heller Hautton</translation>
    </message>
    <message>
        <source>Medium-light skin tone</source>
        <translation>Mittelheller Hautton</translation>
    </message>
    <message>
        <source>Medium skin tone</source>
        <translation>Mittlerer Hautton</translation>
    </message>
    <message>
        <source>Medium-dark skin tone</source>
        <translation>Mitteldunkler Hautton</translation>
    </message>
    <message>
        <source>Dark skin tone</source>
        <translation>Dunkler Hautton</translation>
    </message>
    <message>
        <source>Skin tone</source>
        <translation>Hautton</translation>
    </message>
    <message>
        <source>Skin tones</source>
        <translation>Hauttöne</translation>
    </message>
</context>
<context>
    <name>PictureDialog</name>
    <message>
        <source>Choose a picture</source>
        <translation>Bild wählen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>PictureTile</name>
    <message numerus="yes">
        <source>%1, and %n more</source>
        <translation>
            <numerusform>%1 und %n weiteres</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Picture %1</source>
        <translation>Bild %1</translation>
    </message>
</context>
<context>
    <name>PictureViewer</name>
    <message>
        <source>Picture %1</source>
        <translation>Bild %1</translation>
    </message>
    <message>
        <source>This picture can&apos;t be shown</source>
        <translation>Dieses Bild lässt sich nicht zeigen</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Close picture</source>
        <translation>Bild schließen</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Nächstes Bild</translation>
    </message>
</context>
<context>
    <name>PinnedRow</name>
    <message>
        <source>Go to the pinned message of %1: %2</source>
        <translation>Zur angehefteten Nachricht von %1: %2</translation>
    </message>
</context>
<context>
    <name>PinnedSection</name>
    <message>
        <source>Pinned</source>
        <translation>Angeheftet</translation>
    </message>
    <message numerus="yes">
        <source>Show all %n</source>
        <translation>
            <numerusform>Alle zeigen (%n)</numerusform>
            <numerusform>Alle %n zeigen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProfileDialog</name>
    <message>
        <source>Profile and status</source>
        <translation>Profil und Status</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>In a meeting</source>
        <translation>In einer Besprechung</translation>
    </message>
    <message>
        <source>Choose an emoji…</source>
        <translation>Emoji wählen …</translation>
    </message>
    <message>
        <source>Emoji of the status: %1</source>
        <translation>Emoji des Status: %1</translation>
    </message>
    <message>
        <source>Without an emoji</source>
        <translation>Ohne Emoji</translation>
    </message>
    <message>
        <source>Clear status</source>
        <translation>Status löschen</translation>
    </message>
    <message>
        <source>Clear the status after</source>
        <translation>Status löschen nach</translation>
    </message>
    <message>
        <source>30 minutes</source>
        <translation>30 Minuten</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 Stunde</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>At %1</source>
        <translation>Um %1</translation>
    </message>
</context>
<context>
    <name>ProfilePictureField</name>
    <message>
        <source>Change picture…</source>
        <translation>Bild ändern …</translation>
    </message>
    <message>
        <source>Choose picture…</source>
        <translation>Bild wählen …</translation>
    </message>
    <message>
        <source>Remove picture</source>
        <translation>Bild entfernen</translation>
    </message>
</context>
<context>
    <name>ProgramRow</name>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>PutOutDialog</name>
    <message>
        <source>Ban %1 from the room?</source>
        <translation>%1 aus dem Raum verbannen?</translation>
    </message>
    <message>
        <source>Remove %1 from the room?</source>
        <translation>%1 aus dem Raum entfernen?</translation>
    </message>
    <message>
        <source>Ban</source>
        <translation>Verbannen</translation>
    </message>
    <message>
        <source>Remove from room</source>
        <translation>Aus dem Raum entfernen</translation>
    </message>
    <message>
        <source>This person leaves the room, and can&apos;t come back until the ban ends or is lifted.</source>
        <translation>Diese Person verlässt den Raum und kann erst zurückkommen, wenn der Bann endet oder aufgehoben wird.</translation>
    </message>
    <message>
        <source>Where others may join, so may this person again.</source>
        <translation>Wo andere beitreten können, kann es auch diese Person wieder.</translation>
    </message>
    <message>
        <source>For how long</source>
        <translation>Wie lange</translation>
    </message>
    <message>
        <source>Until it is lifted</source>
        <translation>Bis zur Aufhebung</translation>
    </message>
    <message>
        <source>A day</source>
        <translation>Einen Tag</translation>
    </message>
    <message>
        <source>A week</source>
        <translation>Eine Woche</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Optional. Everybody in the room reads it.</source>
        <translation>Nicht nötig. Alle im Raum lesen ihn.</translation>
    </message>
</context>
<context>
    <name>QShortcut</name>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Meta</source>
        <translation>Meta</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Backtab</source>
        <translation>Tab zurück</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Rücktaste</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Ins</source>
        <translation>Einfg</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Runter</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>Bild auf</translation>
    </message>
    <message>
        <source>PgDown</source>
        <translation>Bild ab</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Druck</translation>
    </message>
</context>
<context>
    <name>QrCode</name>
    <message>
        <source>QR code</source>
        <translation>QR-Code</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>QueuedLine</name>
    <message>
        <source>Text of the waiting message</source>
        <translation>Text der wartenden Nachricht</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>Wartet aufs Senden</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>QuitRoomDialog</name>
    <message>
        <source>Delete “%1”?</source>
        <translation>„%1“ löschen?</translation>
    </message>
    <message>
        <source>Leave “%1”?</source>
        <translation>„%1“ verlassen?</translation>
    </message>
    <message>
        <source>Delete room</source>
        <translation>Raum löschen</translation>
    </message>
    <message>
        <source>Leave room</source>
        <translation>Raum verlassen</translation>
    </message>
    <message numerus="yes">
        <source>All messages will be deleted for all %n member(s). This can&apos;t be undone.</source>
        <translation>
            <numerusform>Alle Nachrichten werden für das eine Mitglied gelöscht. Das lässt sich nicht rückgängig machen.</numerusform>
            <numerusform>Alle Nachrichten werden für alle %n Mitglieder gelöscht. Das lässt sich nicht rückgängig machen.</numerusform>
        </translation>
    </message>
    <message>
        <source>You will no longer receive its messages. To come back, you need its password.</source>
        <translation>Neue Nachrichten aus dem Raum kommen dann nicht mehr an. Zurück geht es nur mit seinem Passwort.</translation>
    </message>
    <message>
        <source>You will no longer receive its messages. Your messages stay in the room.</source>
        <translation>Neue Nachrichten aus dem Raum kommen dann nicht mehr an. Die eigenen bleiben im Raum.</translation>
    </message>
</context>
<context>
    <name>ReactionButton</name>
    <message>
        <source>Add a reaction</source>
        <translation>Reaktion hinzufügen</translation>
    </message>
</context>
<context>
    <name>ReactionChip</name>
    <message numerus="yes">
        <source>%1 %n, yours, too</source>
        <translation>
            <numerusform>%1 %n, deine</numerusform>
            <numerusform>%1 %n, auch deine</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 %n</source>
        <translation>
            <numerusform>%1 %n</numerusform>
            <numerusform>%1 %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadOnlyBar</name>
    <message>
        <source>This room is archived. It can be read, but nothing new can be written.</source>
        <translation>Dieser Raum ist archiviert. Lesen geht, Neues schreiben nicht.</translation>
    </message>
    <message>
        <source>Full: %1 of %2. You enter as soon as someone leaves.</source>
        <translation>Voll: %1 von %2. Sobald jemand geht, wird ein Platz frei.</translation>
    </message>
</context>
<context>
    <name>ReadersDialog</name>
    <message>
        <source>Read by</source>
        <translation>Gelesen von</translation>
    </message>
    <message>
        <source>Nobody has read this message yet.</source>
        <translation>Diese Nachricht hat noch niemand gelesen.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>ReplyQuote</name>
    <message>
        <source>Go to the answered message</source>
        <translation>Zur beantworteten Nachricht</translation>
    </message>
    <message>
        <source>Go to the message of %1</source>
        <translation>Zur Nachricht von %1</translation>
    </message>
</context>
<context>
    <name>RightChip</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>RoomFacts</name>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Nur lesbar</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>Sichtbarkeit</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Verborgen</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Öffentlich</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Required to join</source>
        <translation>Zum Beitreten nötig</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Plätze</translation>
    </message>
    <message>
        <source>%1 of %2 here</source>
        <translation>%1 von %2 hier</translation>
    </message>
    <message>
        <source>Up to %1 at once</source>
        <translation>Bis zu %1 zugleich</translation>
    </message>
</context>
<context>
    <name>RoomForm</name>
    <message>
        <source>Enter a number from 1 to %L1.</source>
        <translation>Bitte eine Zahl von 1 bis %L1 eingeben.</translation>
    </message>
    <message>
        <source>Enter a name of at most %1 characters, some of them visible.</source>
        <translation>Bitte einen Namen aus höchstens %1 Zeichen eingeben, darunter sichtbare.</translation>
    </message>
    <message>
        <source>Use at most %L1 characters.</source>
        <translation>Bitte höchstens %L1 Zeichen verwenden.</translation>
    </message>
    <message>
        <source>The server does not accept this password. Use %1 to %2 characters.</source>
        <translation>Der Server nimmt dieses Passwort nicht an. Es braucht %1 bis %2 Zeichen.</translation>
    </message>
</context>
<context>
    <name>RoomHeader</name>
    <message>
        <source>Back to the rooms</source>
        <translation>Zurück zu den Räumen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Search in this room</source>
        <translation>In diesem Raum suchen</translation>
    </message>
    <message>
        <source>Hide details</source>
        <translation>Details ausblenden</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>Details zeigen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Notifications…</source>
        <translation>Benachrichtigungen …</translation>
    </message>
    <message>
        <source>Invite people…</source>
        <translation>Leute einladen …</translation>
    </message>
    <message>
        <source>Room settings…</source>
        <translation>Raumeinstellungen …</translation>
    </message>
    <message>
        <source>Leave room…</source>
        <translation>Raum verlassen …</translation>
    </message>
    <message>
        <source>Delete room…</source>
        <translation>Raum löschen …</translation>
    </message>
</context>
<context>
    <name>RoomLinkDialog</name>
    <message>
        <source>Join this room?</source>
        <translation>Diesem Raum beitreten?</translation>
    </message>
    <message>
        <source>The link can&apos;t be opened</source>
        <translation>Der Link lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Beitreten</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Room password</source>
        <translation>Raumpasswort</translation>
    </message>
</context>
<context>
    <name>RoomPane</name>
    <message>
        <source>No messages yet</source>
        <translation>Noch keine Nachrichten</translation>
    </message>
    <message>
        <source>Write the first message to %1. Only you can read it, and nobody joins later.</source>
        <translation>Die erste Nachricht an %1 schreiben. Nur ihr könnt sie lesen, und niemand kommt später dazu.</translation>
    </message>
    <message>
        <source>Write the first message in %1. All members can read it, including those who join later.</source>
        <translation>Die erste Nachricht in %1 schreiben. Alle Mitglieder können sie lesen, auch die, die später beitreten.</translation>
    </message>
    <message>
        <source>Drop files to attach them to a message in %1</source>
        <translation>Dateien hier ablegen, um sie an eine Nachricht in %1 anzuhängen</translation>
    </message>
</context>
<context>
    <name>RoomPictureField</name>
    <message>
        <source>Change picture…</source>
        <translation>Bild ändern …</translation>
    </message>
    <message>
        <source>Choose picture…</source>
        <translation>Bild wählen …</translation>
    </message>
    <message>
        <source>Remove picture</source>
        <translation>Bild entfernen</translation>
    </message>
</context>
<context>
    <name>RoomRow</name>
    <message>
        <source>Away</source>
        <translation>Abwesend</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Nicht stören</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Muted. %1</source>
        <translation>Stumm. %1</translation>
    </message>
    <message>
        <source>%1 for you. %2</source>
        <translation>%1 für dich. %2</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n unread</source>
        <translation>
            <numerusform>%1, %n ungelesen</numerusform>
            <numerusform>%1, %n ungelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Draft: %1</source>
        <translation>Entwurf: %1</translation>
    </message>
</context>
<context>
    <name>RoomSettingsDialog</name>
    <message>
        <source>Room settings</source>
        <translation>Raumeinstellungen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Thema</translation>
    </message>
    <message>
        <source>What the room is about (optional)</source>
        <translation>Worum es in dem Raum geht (freiwillig)</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>Sichtbarkeit</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Öffentlich</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Verborgen</translation>
    </message>
    <message>
        <source>Password to join</source>
        <translation>Passwort zum Beitreten</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Set one</source>
        <translation>Setzen</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>At least %1 characters. Members stay members without it.</source>
        <translation>Mindestens %1 Zeichen. Wer Mitglied ist, bleibt es auch ohne.</translation>
    </message>
    <message>
        <source>Members stay members without it.</source>
        <translation>Wer Mitglied ist, bleibt es auch ohne.</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Plätze</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Unbegrenzt</translation>
    </message>
    <message>
        <source>How many people may be in the room at once. Others can read it.</source>
        <translation>Wie viele Personen zugleich im Raum sein dürfen. Andere können ihn lesen.</translation>
    </message>
    <message>
        <source>Slow mode</source>
        <translation>Langsamer Modus</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>10 s</source>
        <translation>10 s</translation>
    </message>
    <message>
        <source>30 s</source>
        <translation>30 s</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1 Min.</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 Min.</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 Std.</translation>
    </message>
    <message>
        <source>The time between two messages of a member. Owners, moderators and bots write as fast as they like.</source>
        <translation>Die Zeit zwischen zwei Nachrichten eines Mitglieds. Eigentümer, Moderatoren und Bots schreiben, so schnell sie wollen.</translation>
    </message>
    <message>
        <source>Webhooks and commands</source>
        <translation>Webhooks und Befehle</translation>
    </message>
    <message>
        <source>Programs elsewhere that write into this room, or hear of what is said in it.</source>
        <translation>Programme, die von anderswo in diesen Raum schreiben oder erfahren, was darin gesagt wird.</translation>
    </message>
    <message>
        <source>Manage webhooks…</source>
        <translation>Webhooks verwalten …</translation>
    </message>
    <message>
        <source>Banned people…</source>
        <translation>Verbannte …</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Everybody can still read an archived room, but nobody can write in it. It moves to the end of the list of rooms. This can be undone at any time.</source>
        <translation>Einen archivierten Raum können alle weiterhin lesen, aber niemand kann darin schreiben. Er wandert ans Ende der Raumliste. Das lässt sich jederzeit rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>RoomsPane</name>
    <message>
        <source>Filter rooms</source>
        <translation>Räume filtern</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Räume</translation>
    </message>
    <message>
        <source>No rooms yet</source>
        <translation>Noch keine Räume</translation>
    </message>
    <message>
        <source>No matching rooms</source>
        <translation>Keine passenden Räume</translation>
    </message>
    <message>
        <source>None of your rooms match. There may be others on the server.</source>
        <translation>Keiner der eigenen Räume passt. Vielleicht gibt es andere auf dem Server.</translation>
    </message>
    <message>
        <source>Create a room, or find one to join.</source>
        <translation>Einen Raum anlegen oder einen zum Beitreten finden.</translation>
    </message>
    <message>
        <source>New room</source>
        <translation>Neuer Raum</translation>
    </message>
    <message>
        <source>Find rooms</source>
        <translation>Räume finden</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neue Unterhaltung</translation>
    </message>
</context>
<context>
    <name>RoomsSection</name>
    <message>
        <source>Direct</source>
        <translation>Direkt</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>Räume</translation>
    </message>
    <message>
        <source>Find rooms</source>
        <translation>Räume finden</translation>
    </message>
    <message>
        <source>New room</source>
        <translation>Neuer Raum</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neue Unterhaltung</translation>
    </message>
    <message>
        <source>Hide archived rooms</source>
        <translation>Archivierte Räume ausblenden</translation>
    </message>
</context>
<context>
    <name>RowTools</name>
    <message>
        <source>Message tools</source>
        <translation>Werkzeuge der Nachricht</translation>
    </message>
    <message>
        <source>React…</source>
        <translation>Reagieren …</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Thread</source>
        <translation>Thread</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Weitere Aktionen</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>Save file</source>
        <translation>Datei speichern</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>SearchFilters</name>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>In %1</source>
        <translation>In %1</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>From…</source>
        <translation>Von …</translation>
    </message>
    <message>
        <source>Before…</source>
        <translation>Vor …</translation>
    </message>
    <message>
        <source>After…</source>
        <translation>Nach …</translation>
    </message>
</context>
<context>
    <name>SearchPane</name>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Search messages</source>
        <translation>Nachrichten suchen</translation>
    </message>
    <message>
        <source>Offline: only what this device keeps of the rooms was searched.</source>
        <translation>Offline: Gesucht wurde nur in dem, was dieses Gerät von den Räumen hat.</translation>
    </message>
    <message>
        <source>The server is still indexing: %1 % of the messages so far. Older ones are found more slowly.</source>
        <translation>Der Server baut seinen Index noch auf: bisher %1 % der Nachrichten. Ältere werden langsamer gefunden.</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Search older messages</source>
        <translation>Ältere Nachrichten suchen</translation>
    </message>
</context>
<context>
    <name>SearchState</name>
    <message>
        <source>The search has no answer</source>
        <translation>Die Suche hat keine Antwort</translation>
    </message>
    <message>
        <source>Nothing found so far</source>
        <translation>Bisher nichts gefunden</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Search messages</source>
        <translation>Nachrichten suchen</translation>
    </message>
    <message>
        <source>Type a word, or a part of one. from:ana, in:general, before:2026-01-31 and after:2026 narrow the search down.</source>
        <translation>Ein Wort oder einen Teil davon tippen. from:ana, in:general, before:2026-01-31 und after:2026 grenzen die Suche ein.</translation>
    </message>
    <message>
        <source>Nothing that this device keeps matches “%1”. The rest is searched as soon as there is a connection.</source>
        <translation>Nichts auf diesem Gerät passt zu „%1“. Der Rest wird durchsucht, sobald eine Verbindung besteht.</translation>
    </message>
    <message>
        <source>No message in %1 matches “%2”.</source>
        <translation>Keine Nachricht in %1 passt zu „%2“.</translation>
    </message>
    <message>
        <source>No message in your rooms matches “%1”.</source>
        <translation>Keine Nachricht in den eigenen Räumen passt zu „%1“.</translation>
    </message>
    <message>
        <source>Try fewer words or filters.</source>
        <translation>Weniger Wörter oder Filter versuchen.</translation>
    </message>
    <message>
        <source>Search older messages</source>
        <translation>Ältere Nachrichten suchen</translation>
    </message>
    <message>
        <source>Search all rooms</source>
        <translation>Alle Räume durchsuchen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>SecretBox</name>
    <message>
        <source>Copy it now: it is not shown again. Give it to nobody but your program.</source>
        <translation>Jetzt kopieren: Es wird nicht noch einmal gezeigt. Nur das eigene Programm darf es kennen.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
</context>
<context>
    <name>SendButton</name>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Profile and status…</source>
        <translation>Profil und Status …</translation>
    </message>
    <message>
        <source>Change password…</source>
        <translation>Passwort ändern …</translation>
    </message>
    <message>
        <source>Devices…</source>
        <translation>Geräte …</translation>
    </message>
    <message>
        <source>Blocked people…</source>
        <translation>Blockierte Personen …</translation>
    </message>
    <message>
        <source>Two-step sign-in…</source>
        <translation>Anmeldung in zwei Schritten …</translation>
    </message>
    <message>
        <source>Change e-mail address…</source>
        <translation>E-Mail-Adresse ändern …</translation>
    </message>
    <message>
        <source>Delete account…</source>
        <translation>Konto löschen …</translation>
    </message>
    <message>
        <source>Bots</source>
        <translation>Bots</translation>
    </message>
    <message>
        <source>Programs that read or write in rooms that you own.</source>
        <translation>Programme, die in eigenen Räumen lesen oder schreiben.</translation>
    </message>
    <message>
        <source>Manage bots…</source>
        <translation>Bots verwalten …</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>You administer this server: its people, rooms and settings.</source>
        <translation>Du verwaltest diesen Server: Personen, Räume und Einstellungen.</translation>
    </message>
    <message>
        <source>Administration…</source>
        <translation>Verwaltung …</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Über Confab</translation>
    </message>
    <message>
        <source>Confab %1, with Qt %2. Free software under the Apache License 2.0.</source>
        <translation>Confab %1, mit Qt %2. Freie Software unter der Apache-Lizenz 2.0.</translation>
    </message>
</context>
<context>
    <name>Spinner</name>
    <message>
        <source>Busy</source>
        <translation>Beschäftigt</translation>
    </message>
</context>
<context>
    <name>Switcher</name>
    <message>
        <source>Go to a room or a person</source>
        <translation>Zu einem Raum oder einer Person gehen</translation>
    </message>
    <message>
        <source>Rooms, people, messages and commands</source>
        <translation>Räume, Personen, Nachrichten und Befehle</translation>
    </message>
    <message>
        <source>No matching rooms or people</source>
        <translation>Keine passenden Räume oder Personen</translation>
    </message>
    <message>
        <source>Your rooms are not loaded yet</source>
        <translation>Die Räume sind noch nicht geladen</translation>
    </message>
</context>
<context>
    <name>ThreadLine</name>
    <message numerus="yes">
        <source>%n reply(s)</source>
        <translation>
            <numerusform>%n Antwort</numerusform>
            <numerusform>%n Antworten</numerusform>
        </translation>
    </message>
    <message>
        <source>last %1</source>
        <translation>zuletzt %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Opens the thread</source>
        <translation>Öffnet den Thread</translation>
    </message>
</context>
<context>
    <name>ThreadList</name>
    <message>
        <source>Messages of the thread</source>
        <translation>Nachrichten des Threads</translation>
    </message>
</context>
<context>
    <name>ThreadPane</name>
    <message>
        <source>Thread</source>
        <translation>Thread</translation>
    </message>
    <message>
        <source>Close the thread</source>
        <translation>Thread schließen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>The thread can&apos;t be read</source>
        <translation>Der Thread lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Reply in the thread</source>
        <translation>Im Thread antworten</translation>
    </message>
    <message>
        <source>Drop files to attach them to an answer in the thread</source>
        <translation>Dateien hier ablegen, um sie an eine Antwort im Thread anzuhängen</translation>
    </message>
</context>
<context>
    <name>TimeField</name>
    <message>
        <source>Write a time, such as 22:00.</source>
        <translation>Bitte eine Uhrzeit schreiben, etwa 22:00.</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Confab</source>
        <translation>Confab</translation>
    </message>
    <message>
        <source>Messages for you: %1</source>
        <translation>Nachrichten für dich: %1</translation>
    </message>
    <message>
        <source>Unread messages</source>
        <translation>Ungelesene Nachrichten</translation>
    </message>
    <message>
        <source>Open Confab</source>
        <translation>Confab öffnen</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Nicht stören</translation>
    </message>
    <message>
        <source>Quit Confab</source>
        <translation>Confab beenden</translation>
    </message>
</context>
<context>
    <name>TwoStepDialog</name>
    <message>
        <source>Two-step sign-in</source>
        <translation>Anmeldung in zwei Schritten</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>It is on: who signs in needs your password and a code. To switch it off, enter both.</source>
        <translation>Sie ist eingeschaltet: Zum Anmelden gehören dein Passwort und ein Code. Zum Ausschalten gib beide ein.</translation>
    </message>
    <message>
        <source>After your password, Confab then asks for a code that an app on your phone shows. Who knows your password alone can&apos;t sign in.</source>
        <translation>Nach dem Passwort fragt Confab dann nach einem Code, den eine App auf deinem Telefon zeigt. Wer nur dein Passwort kennt, kann sich nicht anmelden.</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>Bisheriges Passwort</translation>
    </message>
    <message>
        <source>Scan this with an authenticator app, or type the key into it. Then enter the code that the app shows.</source>
        <translation>Scanne dies mit einer Authenticator-App oder tippe den Schlüssel in sie ein. Gib dann den Code ein, den die App zeigt.</translation>
    </message>
    <message>
        <source>QR code with the key</source>
        <translation>QR-Code mit dem Schlüssel</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>A code of the app, or one of your recovery codes.</source>
        <translation>Ein Code der App oder einer deiner Wiederherstellungscodes.</translation>
    </message>
    <message>
        <source>Two-step sign-in is on.</source>
        <translation>Die Anmeldung in zwei Schritten ist eingeschaltet.</translation>
    </message>
    <message>
        <source>Keep them where you find them without your phone: they are not shown again.</source>
        <translation>Bewahre sie dort auf, wo du sie ohne Telefon findest: Sie werden nicht noch einmal gezeigt.</translation>
    </message>
</context>
<context>
    <name>UnfoldButton</name>
    <message numerus="yes">
        <source>Show more (%n line(s))</source>
        <translation>
            <numerusform>Mehr anzeigen (%n Zeile)</numerusform>
            <numerusform>Mehr anzeigen (%n Zeilen)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnreadBar</name>
    <message>
        <source>1,000+</source>
        <translation>1.000+</translation>
    </message>
    <message>
        <source>%1 unread</source>
        <translation>%1 ungelesen</translation>
    </message>
    <message>
        <source>%1 unread since %2</source>
        <translation>%1 ungelesen seit %2</translation>
    </message>
    <message>
        <source>Go back to where you were</source>
        <translation>Zurück zur vorigen Stelle</translation>
    </message>
    <message>
        <source>Go to the first unread message</source>
        <translation>Zur ersten ungelesenen Nachricht</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Als gelesen markieren</translation>
    </message>
</context>
<context>
    <name>UnreadLine</name>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>New messages below</source>
        <translation>Neue Nachrichten darunter</translation>
    </message>
</context>
<context>
    <name>VeiledContent</name>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
</context>
<context>
    <name>VersionsDialog</name>
    <message>
        <source>Versions of this message</source>
        <translation>Fassungen dieser Nachricht</translation>
    </message>
</context>
<context>
    <name>VisitBar</name>
    <message>
        <source>Found by the search. Nothing is marked as read.</source>
        <translation>Von der Suche gefunden. Nichts wird als gelesen markiert.</translation>
    </message>
    <message>
        <source>Go back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Confab and the server are not compatible. Update the older one.</source>
        <translation>Confab und der Server passen nicht zusammen. Bitte das ältere von beiden aktualisieren.</translation>
    </message>
    <message>
        <source>Something went wrong on the server. Try again later.</source>
        <translation>Auf dem Server ging etwas schief. Bitte später noch einmal versuchen.</translation>
    </message>
    <message>
        <source>The server does not accept this.</source>
        <translation>Der Server nimmt das nicht an.</translation>
    </message>
    <message>
        <source>You are banned from this room until %1.</source>
        <translation>Du bist bis %1 aus diesem Raum verbannt.</translation>
    </message>
    <message>
        <source>You can&apos;t write in this room until %1.</source>
        <translation>Du kannst in diesem Raum bis %1 nicht schreiben.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>dddd, d MMMM</source>
        <translation>dddd, d. MMMM</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>yesterday, %1</source>
        <translation>gestern, %1</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <translation>d. MMMM</translation>
    </message>
    <message>
        <source>tomorrow, %1</source>
        <translation>morgen, %1</translation>
    </message>
    <message numerus="yes">
        <source>Try again in %n second(s).</source>
        <translation>
            <numerusform>In %n Sekunde noch einmal versuchen.</numerusform>
            <numerusform>In %n Sekunden noch einmal versuchen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::desktop::KeychainStore</name>
    <message>
        <source>The keychain of this system does not answer.</source>
        <translation>Der Schlüsselbund dieses Systems antwortet nicht.</translation>
    </message>
    <message>
        <source>The keychain of this system can&apos;t be used.</source>
        <translation>Der Schlüsselbund dieses Systems lässt sich nicht verwenden.</translation>
    </message>
</context>
<context>
    <name>confab::models::AccountChanger</name>
    <message>
        <source>Enter the password that you have now.</source>
        <translation>Bitte das bisherige Passwort eingeben.</translation>
    </message>
    <message>
        <source>This is not your present password.</source>
        <translation>Das ist nicht das bisherige Passwort.</translation>
    </message>
    <message>
        <source>An account with this e-mail address already exists.</source>
        <translation>Ein Konto mit dieser E-Mail-Adresse gibt es schon.</translation>
    </message>
    <message>
        <source>This is not a valid e-mail address.</source>
        <translation>Das ist keine gültige E-Mail-Adresse.</translation>
    </message>
</context>
<context>
    <name>confab::models::AccountList</name>
    <message>
        <source>New account</source>
        <translation>Neues Konto</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>confab::models::AdminPeople</name>
    <message>
        <source>%1 sets a new password with this link, once and within a day.</source>
        <translation>%1 legt mit diesem Link ein neues Passwort fest, einmal und innerhalb eines Tages.</translation>
    </message>
    <message>
        <source>One person can make an account with this link, within seven days.</source>
        <translation>Eine Person kann mit diesem Link innerhalb von sieben Tagen ein Konto erstellen.</translation>
    </message>
    <message>
        <source>%1 can make an account with this link, within seven days.</source>
        <translation>%1 kann mit diesem Link innerhalb von sieben Tagen ein Konto erstellen.</translation>
    </message>
    <message>
        <source>%1 · not signed in</source>
        <translation>%1 · nicht angemeldet</translation>
    </message>
    <message numerus="yes">
        <source>%1 · last used %2 · %n device(s)</source>
        <translation>
            <numerusform>%1 · zuletzt verwendet %2 · %n Gerät</numerusform>
            <numerusform>%1 · zuletzt verwendet %2 · %n Geräte</numerusform>
        </translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrator</translation>
    </message>
</context>
<context>
    <name>confab::models::AdminRoomList</name>
    <message numerus="yes">
        <source>%n member(s) · made %1</source>
        <translation>
            <numerusform>%n Mitglied · erstellt %1</numerusform>
            <numerusform>%n Mitglieder · erstellt %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>Archiviert</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>Privat</translation>
    </message>
</context>
<context>
    <name>confab::models::Announcement</name>
    <message>
        <source>“%1” was deleted.</source>
        <translation>„%1“ wurde gelöscht.</translation>
    </message>
    <message>
        <source>You are no longer a member of “%1”.</source>
        <translation>Du bist kein Mitglied von „%1“ mehr.</translation>
    </message>
    <message>
        <source>%1 banned you from “%2”.</source>
        <translation>%1 hat dich aus „%2“ verbannt.</translation>
    </message>
    <message>
        <source>%1 removed you from “%2”.</source>
        <translation>%1 hat dich aus „%2“ entfernt.</translation>
    </message>
    <message>
        <source>%1 banned you from “%2” until %3.</source>
        <translation>%1 hat dich bis %3 aus „%2“ verbannt.</translation>
    </message>
    <message>
        <source>%1 The reason: %2</source>
        <translation>%1 Der Grund: %2</translation>
    </message>
</context>
<context>
    <name>confab::models::Attachments</name>
    <message>
        <source>Only files on this computer can be attached.</source>
        <translation>Nur Dateien auf diesem Computer lassen sich anhängen.</translation>
    </message>
    <message>
        <source>Picture %1</source>
        <translation>Bild %1</translation>
    </message>
    <message numerus="yes">
        <source>A message takes %n file(s) at most.</source>
        <translation>
            <numerusform>Eine Nachricht nimmt höchstens %n Datei auf.</numerusform>
            <numerusform>Eine Nachricht nimmt höchstens %n Dateien auf.</numerusform>
        </translation>
    </message>
    <message>
        <source>Too many files are waiting to be sent.</source>
        <translation>Zu viele Dateien warten aufs Senden.</translation>
    </message>
</context>
<context>
    <name>confab::models::AuditModel</name>
    <message>
        <source>Account of %1 changed</source>
        <translation>Konto von %1 geändert</translation>
    </message>
    <message>
        <source>Password link for %1</source>
        <translation>Passwort-Link für %1</translation>
    </message>
    <message>
        <source>Invitation to the server</source>
        <translation>Einladung auf den Server</translation>
    </message>
    <message>
        <source>Room deleted</source>
        <translation>Raum gelöscht</translation>
    </message>
    <message>
        <source>Server settings changed</source>
        <translation>Einstellungen des Servers geändert</translation>
    </message>
    <message>
        <source>Account of %1 made</source>
        <translation>Konto von %1 erstellt</translation>
    </message>
    <message>
        <source>Account of %1 disabled</source>
        <translation>Konto von %1 gesperrt</translation>
    </message>
    <message>
        <source>Account of %1 enabled</source>
        <translation>Konto von %1 entsperrt</translation>
    </message>
    <message>
        <source>Password of %1 set</source>
        <translation>Passwort von %1 festgelegt</translation>
    </message>
    <message>
        <source>Second factor of %1 switched off</source>
        <translation>Zweiter Faktor von %1 ausgeschaltet</translation>
    </message>
    <message>
        <source>Account of %1 removed</source>
        <translation>Konto von %1 entfernt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Betreiber</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>confab::models::BansModel</name>
    <message>
        <source>By %1: %2</source>
        <translation>Durch %1: %2</translation>
    </message>
    <message>
        <source>By %1</source>
        <translation>Durch %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
</context>
<context>
    <name>confab::models::BotsModel</name>
    <message>
        <source>Enter a name.</source>
        <translation>Einen Namen eingeben.</translation>
    </message>
    <message>
        <source>Choose what the bot may do, in one room at least.</source>
        <translation>In mindestens einem Raum auswählen, was der Bot darf.</translation>
    </message>
    <message>
        <source>A bot has at most %1 rooms.</source>
        <translation>Ein Bot hat höchstens %1 Räume.</translation>
    </message>
    <message>
        <source>The token of “%1”: who knows it speaks as this bot.</source>
        <translation>Das Token von „%1“: Wer es kennt, spricht als dieser Bot.</translation>
    </message>
    <message>
        <source>There is a bot with this name already, or nothing of it is visible.</source>
        <translation>Es gibt schon einen Bot mit diesem Namen, oder nichts davon ist sichtbar.</translation>
    </message>
    <message>
        <source>You can have at most %1 bots. Remove one first.</source>
        <translation>Höchstens %1 Bots sind möglich. Zuerst einen entfernen.</translation>
    </message>
    <message>
        <source>Only the owner of a room can make bots for it.</source>
        <translation>Nur der Besitzer eines Raums kann Bots für ihn anlegen.</translation>
    </message>
    <message>
        <source>read</source>
        <translation>lesen</translation>
    </message>
    <message>
        <source>send</source>
        <translation>senden</translation>
    </message>
    <message>
        <source>manage</source>
        <translation>verwalten</translation>
    </message>
    <message>
        <source>a room that you left</source>
        <translation>ein verlassener Raum</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>confab::models::ConnectionState</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Connected.</source>
        <translation>Verbunden.</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbinde …</translation>
    </message>
    <message>
        <source>Offline since %1. Reconnecting in %2 s</source>
        <translation>Offline seit %1. Nächster Versuch in %2 s</translation>
    </message>
    <message>
        <source>Offline since %1. Connecting…</source>
        <translation>Offline seit %1. Verbinde …</translation>
    </message>
    <message>
        <source>%1 No connection since %2.</source>
        <translation>%1 Keine Verbindung seit %2.</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
</context>
<context>
    <name>confab::models::ConversationOpener</name>
    <message>
        <source>A conversation has at most %1 people, you included.</source>
        <translation>Eine Unterhaltung hat höchstens %1 Personen, dich eingeschlossen.</translation>
    </message>
</context>
<context>
    <name>confab::models::CurrentRoomFacts</name>
    <message>
        <source>You are muted in this room: you can read, but not write.</source>
        <translation>Du bist in diesem Raum stummgeschaltet: Du kannst lesen, aber nicht schreiben.</translation>
    </message>
    <message>
        <source>You are muted in this room until %1: you can read, but not write.</source>
        <translation>Du bist in diesem Raum bis %1 stummgeschaltet: Du kannst lesen, aber nicht schreiben.</translation>
    </message>
</context>
<context>
    <name>confab::models::CurrentUser</name>
    <message>
        <source>Online</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Abwesend</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>Nicht stören</translation>
    </message>
    <message>
        <source>Invisible</source>
        <translation>Unsichtbar</translation>
    </message>
</context>
<context>
    <name>confab::models::DevicesModel</name>
    <message>
        <source>Used within the last quarter of an hour</source>
        <translation>In der letzten Viertelstunde benutzt</translation>
    </message>
    <message>
        <source>Last used: %1</source>
        <translation>Zuletzt benutzt: %1</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>confab::models::EmojiCompletion</name>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
</context>
<context>
    <name>confab::models::EmojiPickerModel</name>
    <message>
        <source>Recently used</source>
        <translation>Zuletzt verwendet</translation>
    </message>
    <message>
        <source>Smileys and feelings</source>
        <translation>Smileys und Gefühle</translation>
    </message>
    <message>
        <source>People and body</source>
        <translation>Menschen und Körper</translation>
    </message>
    <message>
        <source>Animals and nature</source>
        <translation>Tiere und Natur</translation>
    </message>
    <message>
        <source>Food and drink</source>
        <translation>Essen und Trinken</translation>
    </message>
    <message>
        <source>Travel and places</source>
        <translation>Reisen und Orte</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>Aktivitäten</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Gegenstände</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Symbole</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>Flaggen</translation>
    </message>
</context>
<context>
    <name>confab::models::FileSaver</name>
    <message>
        <source>Wait until other files are saved.</source>
        <translation>Bitte warten, bis andere Dateien gespeichert sind.</translation>
    </message>
</context>
<context>
    <name>confab::models::Forwarder</name>
    <message>
        <source>The message was deleted meanwhile.</source>
        <translation>Die Nachricht wurde inzwischen gelöscht.</translation>
    </message>
    <message>
        <source>With the name of its author the message is too long for one message.</source>
        <translation>Mit dem Namen ihres Verfassers ist die Nachricht zu lang für eine Nachricht.</translation>
    </message>
</context>
<context>
    <name>confab::models::FoundMessagesModel</name>
    <message>
        <source>Search for fewer words: %1 at most.</source>
        <translation>Bitte nach weniger Wörtern suchen: höchstens %1.</translation>
    </message>
    <message>
        <source>There is no connection. The search goes on as soon as there is one.</source>
        <translation>Es gibt keine Verbindung. Die Suche geht weiter, sobald eine da ist.</translation>
    </message>
    <message>
        <source>This server can&apos;t search in messages. It has to be updated first.</source>
        <translation>Dieser Server kann nicht in Nachrichten suchen. Er muss erst aktualisiert werden.</translation>
    </message>
</context>
<context>
    <name>confab::models::HooksModel</name>
    <message>
        <source>Enter a name.</source>
        <translation>Einen Namen eingeben.</translation>
    </message>
    <message>
        <source>Enter an address such as %1.</source>
        <translation>Eine Adresse wie %1 eingeben.</translation>
    </message>
    <message>
        <source>Enter a word such as %1.</source>
        <translation>Ein Wort wie %1 eingeben.</translation>
    </message>
    <message>
        <source>Programs post to this address to speak as “%1”.</source>
        <translation>Programme senden an diese Adresse, um als „%1“ zu sprechen.</translation>
    </message>
    <message>
        <source>The requests of “%1” are signed with this key.</source>
        <translation>Die Anfragen von „%1“ werden mit diesem Schlüssel signiert.</translation>
    </message>
    <message>
        <source>Enter a name of at most %1 characters, some of them visible.</source>
        <translation>Einen Namen aus höchstens %1 Zeichen eingeben, von denen einige sichtbar sind.</translation>
    </message>
    <message>
        <source>A room has at most %1 webhooks. Remove one first.</source>
        <translation>Ein Raum hat höchstens %1 Webhooks. Zuerst einen entfernen.</translation>
    </message>
    <message>
        <source>Only the owner of the room can manage its webhooks.</source>
        <translation>Nur der Besitzer des Raums kann seine Webhooks verwalten.</translation>
    </message>
    <message>
        <source>Incoming</source>
        <translation>Eingehend</translation>
    </message>
    <message>
        <source>Outgoing</source>
        <translation>Ausgehend</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
</context>
<context>
    <name>confab::models::Invitation</name>
    <message>
        <source>%1 invites you to this server.</source>
        <translation>%1 lädt dich auf diesen Server ein.</translation>
    </message>
    <message numerus="yes">
        <source>%1 invites you to “%2”. It has %n member(s).</source>
        <translation>
            <numerusform>%1 lädt dich in „%2“ ein. Der Raum hat %n Mitglied.</numerusform>
            <numerusform>%1 lädt dich in „%2“ ein. Der Raum hat %n Mitglieder.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::models::InvitesModel</name>
    <message>
        <source>Enter a number from 1 to %1, or nothing.</source>
        <translation>Eine Zahl von 1 bis %1 eingeben, oder nichts.</translation>
    </message>
    <message>
        <source>By %1, %2</source>
        <translation>Von %1, %2</translation>
    </message>
    <message>
        <source>Works until %1</source>
        <translation>Gilt bis %1</translation>
    </message>
    <message>
        <source>Works until it is ended</source>
        <translation>Gilt, bis er beendet wird</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n use(s) left</source>
        <translation>
            <numerusform>%1 · noch %n Mal</numerusform>
            <numerusform>%1 · noch %n Mal</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::models::KeyBindings</name>
    <message>
        <source>%1 is needed for typing. Choose a key with Ctrl or Alt.</source>
        <translation>%1 wird zum Tippen gebraucht. Bitte eine Taste mit Strg oder Alt wählen.</translation>
    </message>
    <message>
        <source>%1 always does the same.</source>
        <translation>%1 tut immer dasselbe.</translation>
    </message>
    <message>
        <source>%1 is the key of “%2”.</source>
        <translation>%1 ist die Taste von „%2“.</translation>
    </message>
</context>
<context>
    <name>confab::models::LinkOpener</name>
    <message>
        <source>“%1” is not a link to a room or a message. It may be incomplete.</source>
        <translation>„%1“ ist kein Link zu einem Raum oder einer Nachricht. Vielleicht ist er unvollständig.</translation>
    </message>
    <message>
        <source>This link leads to a room that you are not a member of. If it is public, you can join it.</source>
        <translation>Dieser Link führt zu einem Raum, in dem du kein Mitglied bist. Ist er öffentlich, kannst du ihm beitreten.</translation>
    </message>
    <message>
        <source>This link leads to a room on %1. You are signed in to %2.</source>
        <translation>Dieser Link führt zu einem Raum auf %1. Angemeldet bist du bei %2.</translation>
    </message>
</context>
<context>
    <name>confab::models::MemberCompletion</name>
    <message numerus="yes">
        <source>all %n member(s)</source>
        <translation>
            <numerusform>das Mitglied</numerusform>
            <numerusform>alle %n Mitglieder</numerusform>
        </translation>
    </message>
    <message>
        <source>who is online now</source>
        <translation>wer gerade online ist</translation>
    </message>
    <message>
        <source>account %1</source>
        <translation>Konto %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
</context>
<context>
    <name>confab::models::MemberListModel</name>
    <message>
        <source>Here now · %1</source>
        <translation>Gerade hier · %1</translation>
    </message>
    <message>
        <source>Online · %1</source>
        <translation>Online · %1</translation>
    </message>
    <message>
        <source>Offline · %1</source>
        <translation>Offline · %1</translation>
    </message>
    <message>
        <source>Members · %1</source>
        <translation>Mitglieder · %1</translation>
    </message>
    <message>
        <source>Other members</source>
        <translation>Weitere Mitglieder</translation>
    </message>
    <message>
        <source>Not here · %1</source>
        <translation>Nicht hier · %1</translation>
    </message>
    <message>
        <source>here now</source>
        <translation>gerade hier</translation>
    </message>
    <message>
        <source>online</source>
        <translation>online</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>Muted until %1</source>
        <translation>Stummgeschaltet bis %1</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>Stummgeschaltet</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Besitz</translation>
    </message>
    <message>
        <source>Moderator</source>
        <translation>Moderation</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
</context>
<context>
    <name>confab::models::MessageBody</name>
    <message>
        <source>Hidden text</source>
        <translation>Verborgener Text</translation>
    </message>
    <message>
        <source>%1, leads to %2</source>
        <translation>%1, führt zu %2</translation>
    </message>
    <message>
        <source>Show the hidden text</source>
        <translation>Den verborgenen Text zeigen</translation>
    </message>
</context>
<context>
    <name>confab::models::MessageInput</name>
    <message numerus="yes">
        <source>Too long by %n character(s).</source>
        <translation>
            <numerusform>%n Zeichen zu lang.</numerusform>
            <numerusform>%n Zeichen zu lang.</numerusform>
        </translation>
    </message>
    <message>
        <source>Too long by about %1 characters.</source>
        <translation>Etwa %1 Zeichen zu lang.</translation>
    </message>
</context>
<context>
    <name>confab::models::MessageTools</name>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>%1 and more</source>
        <translation>%1 und mehr</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n other(s)</source>
        <translation>
            <numerusform>%1 und %n weitere Person</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
</context>
<context>
    <name>confab::models::OthersBotsModel</name>
    <message>
        <source>%1: %2. Made by the operator of the server.</source>
        <translation>%1: %2. Angelegt von der Verwaltung des Servers.</translation>
    </message>
    <message>
        <source>%1: %2. Made by %3.</source>
        <translation>%1: %2. Angelegt von %3.</translation>
    </message>
</context>
<context>
    <name>confab::models::PasswordChanger</name>
    <message>
        <source>Enter the password that you have now.</source>
        <translation>Bitte das bisherige Passwort eingeben.</translation>
    </message>
    <message>
        <source>This is not your present password.</source>
        <translation>Das ist nicht das bisherige Passwort.</translation>
    </message>
    <message>
        <source>Use a password of %1 to %2 characters.</source>
        <translation>Das Passwort braucht %1 bis %2 Zeichen.</translation>
    </message>
</context>
<context>
    <name>confab::models::PictureChooser</name>
    <message>
        <source>Only a picture on this computer can be taken.</source>
        <translation>Nur ein Bild auf diesem Computer lässt sich nehmen.</translation>
    </message>
    <message>
        <source>This is no picture that can be shown. PNG, JPEG and GIF can.</source>
        <translation>Das ist kein Bild, das sich zeigen lässt. PNG, JPEG und GIF gehen.</translation>
    </message>
    <message>
        <source>Too many files are waiting to be sent.</source>
        <translation>Zu viele Dateien warten aufs Senden.</translation>
    </message>
</context>
<context>
    <name>confab::models::PictureGallery</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>confab::models::PresenceLight</name>
    <message>
        <source>online</source>
        <translation>online</translation>
    </message>
    <message>
        <source>away</source>
        <translation>abwesend</translation>
    </message>
    <message>
        <source>do not disturb</source>
        <translation>nicht stören</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
</context>
<context>
    <name>confab::models::ProfileEditor</name>
    <message>
        <source>Enter a name.</source>
        <translation>Einen Namen eingeben.</translation>
    </message>
    <message>
        <source>The server does not have the picture any more. Choose it again.</source>
        <translation>Der Server hat das Bild nicht mehr. Bitte noch einmal wählen.</translation>
    </message>
    <message>
        <source>Use a name of 1 to %1 characters.</source>
        <translation>Der Name darf 1 bis %1 Zeichen haben.</translation>
    </message>
    <message>
        <source>Use one emoji, and a text of at most %1 characters.</source>
        <translation>Möglich sind ein Emoji und ein Text von höchstens %1 Zeichen.</translation>
    </message>
</context>
<context>
    <name>confab::models::RoomComposer</name>
    <message>
        <source>%1 is typing</source>
        <translation>%1 schreibt</translation>
    </message>
    <message>
        <source>%1 and %2 are typing</source>
        <translation>%1 und %2 schreiben</translation>
    </message>
    <message>
        <source>Several people are typing</source>
        <translation>Mehrere schreiben</translation>
    </message>
</context>
<context>
    <name>confab::models::RoomCreator</name>
    <message>
        <source>The password is too short. Use at least %1 characters.</source>
        <translation>Das Passwort ist zu kurz. Es braucht mindestens %1 Zeichen.</translation>
    </message>
</context>
<context>
    <name>confab::models::RoomEditor</name>
    <message>
        <source>Use at least %1 characters.</source>
        <translation>Bitte mindestens %1 Zeichen verwenden.</translation>
    </message>
    <message>
        <source>The server does not have the picture any more. Choose it again.</source>
        <translation>Der Server hat das Bild nicht mehr. Bitte noch einmal wählen.</translation>
    </message>
    <message>
        <source>Only owners and moderators may change the room.</source>
        <translation>Nur wer den Raum besitzt oder moderiert, darf ihn ändern.</translation>
    </message>
</context>
<context>
    <name>confab::models::RoomJoiner</name>
    <message>
        <source>The room password is wrong.</source>
        <translation>Das Raumpasswort ist falsch.</translation>
    </message>
</context>
<context>
    <name>confab::models::RoomListModel</name>
    <message>
        <source>No messages yet</source>
        <translation>Noch keine Nachrichten</translation>
    </message>
    <message>
        <source>You: %1</source>
        <translation>Du: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>confab::models::SecondFactor</name>
    <message>
        <source>Each of these codes signs you in once, when you don&apos;t have your phone.</source>
        <translation>Jeder dieser Codes meldet dich einmal an, wenn du dein Telefon nicht hast.</translation>
    </message>
    <message>
        <source>This is not your present password.</source>
        <translation>Das ist nicht das bisherige Passwort.</translation>
    </message>
    <message>
        <source>The code is wrong or was used already.</source>
        <translation>Der Code ist falsch oder wurde schon verwendet.</translation>
    </message>
</context>
<context>
    <name>confab::models::SeenBy</name>
    <message>
        <source>Read %1</source>
        <translation>Gelesen: %1</translation>
    </message>
    <message numerus="yes">
        <source>Read by more than %n</source>
        <translation>
            <numerusform>Gelesen von mehr als %n</numerusform>
            <numerusform>Gelesen von mehr als %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Read by %n</source>
        <translation>
            <numerusform>Gelesen von %n</numerusform>
            <numerusform>Gelesen von %n</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>confab::models::ServerAdmin</name>
    <message>
        <source>Version %1, running since %2</source>
        <translation>Version %1, läuft seit %2</translation>
    </message>
    <message>
        <source>People: %1, of whom %2 are online</source>
        <translation>Personen: %1, davon online: %2</translation>
    </message>
    <message>
        <source>Bots: %1</source>
        <translation>Bots: %1</translation>
    </message>
    <message>
        <source>Rooms: %1, with %2 entries</source>
        <translation>Räume: %1, mit %2 Einträgen</translation>
    </message>
    <message>
        <source>Files: %1, of %2</source>
        <translation>Dateien: %1, mit %2</translation>
    </message>
    <message>
        <source>Database: %1</source>
        <translation>Datenbank: %1</translation>
    </message>
    <message>
        <source>Nodes: %1</source>
        <translation>Knoten: %1</translation>
    </message>
</context>
<context>
    <name>confab::models::ServerFacts</name>
    <message>
        <source>This server does not accept new accounts. Ask its administrator for one.</source>
        <translation>Dieser Server nimmt keine neuen Konten an. Seine Verwaltung kann eines anlegen.</translation>
    </message>
</context>
<context>
    <name>confab::models::SignIn</name>
    <message>
        <source>The password is too short. Use at least %1 characters.</source>
        <translation>Das Passwort ist zu kurz. Es braucht mindestens %1 Zeichen.</translation>
    </message>
    <message>
        <source>This is not a valid server address. Enter one like chat.example.org.</source>
        <translation>Das ist keine gültige Serveradresse. Sie sieht etwa so aus: chat.example.org.</translation>
    </message>
    <message>
        <source>An account with this e-mail address already exists.</source>
        <translation>Ein Konto mit dieser E-Mail-Adresse gibt es schon.</translation>
    </message>
    <message>
        <source>This server does not accept new accounts. Ask its administrator for one.</source>
        <translation>Dieser Server nimmt keine neuen Konten an. Seine Verwaltung kann eines anlegen.</translation>
    </message>
    <message>
        <source>This invitation does not exist or has ended. Ask for another one.</source>
        <translation>Diese Einladung gibt es nicht oder nicht mehr. Bitte um eine neue.</translation>
    </message>
    <message>
        <source>The e-mail address or the password is wrong.</source>
        <translation>Die E-Mail-Adresse oder das Passwort ist falsch.</translation>
    </message>
    <message>
        <source>The code is wrong or was used already.</source>
        <translation>Der Code ist falsch oder wurde schon verwendet.</translation>
    </message>
    <message>
        <source>That took too long. Enter the password again.</source>
        <translation>Das hat zu lange gedauert. Gib das Passwort noch einmal ein.</translation>
    </message>
    <message>
        <source>You were signed out. Please sign in again.</source>
        <translation>Die Anmeldung wurde beendet. Bitte noch einmal anmelden.</translation>
    </message>
    <message>
        <source>Your last session can&apos;t be read from the keychain. Please sign in again.</source>
        <translation>Die letzte Anmeldung lässt sich nicht aus dem Schlüsselbund lesen. Bitte noch einmal anmelden.</translation>
    </message>
    <message>
        <source>Enter a name with visible characters.</source>
        <translation>Bitte einen Namen mit sichtbaren Zeichen eingeben.</translation>
    </message>
    <message>
        <source>This is not a valid e-mail address.</source>
        <translation>Das ist keine gültige E-Mail-Adresse.</translation>
    </message>
    <message>
        <source>Use a password of %1 to %2 characters.</source>
        <translation>Das Passwort braucht %1 bis %2 Zeichen.</translation>
    </message>
</context>
<context>
    <name>confab::models::SignInInvitation</name>
    <message>
        <source>This is not the link of an invitation. It looks like https://chat.example.org/invite/…</source>
        <translation>Das ist nicht der Link einer Einladung. Er sieht so aus: https://chat.example.org/invite/…</translation>
    </message>
</context>
<context>
    <name>confab::models::SlowMode</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n Sekunde</numerusform>
            <numerusform>%n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Slow mode: your next message is sent by itself in %1.</source>
        <translation>Langsamer Modus: Die nächste Nachricht wird in %1 von selbst gesendet.</translation>
    </message>
    <message>
        <source>Slow mode: one message every %1.</source>
        <translation>Langsamer Modus: eine Nachricht in %1.</translation>
    </message>
</context>
<context>
    <name>confab::models::SpokenNews</name>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n neue Nachricht</numerusform>
            <numerusform>%n neue Nachrichten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>confab::models::SwitcherModel</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Rooms and conversations</source>
        <translation>Räume und Unterhaltungen</translation>
    </message>
    <message>
        <source>Start a conversation</source>
        <translation>Unterhaltung beginnen</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>a person, in a room</comment>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>Search all messages for “%1”</source>
        <translation>Alle Nachrichten nach „%1“ durchsuchen</translation>
    </message>
</context>
<context>
    <name>confab::models::TimelineModel</name>
    <message numerus="yes">
        <source>%n reply(s)</source>
        <translation>
            <numerusform>%n Antwort</numerusform>
            <numerusform>%n Antworten</numerusform>
        </translation>
    </message>
    <message>
        <source>A message that is not there any more</source>
        <translation>Eine Nachricht, die nicht mehr da ist</translation>
    </message>
    <message>
        <source>%1, bot</source>
        <translation>%1, Bot</translation>
    </message>
</context>
<context>
    <name>confab::models::Workspace</name>
    <message>
        <source>Forwarded to “%1”.</source>
        <translation>An „%1“ weitergeleitet.</translation>
    </message>
    <message>
        <source>Your password is changed. All other devices are signed out.</source>
        <translation>Das Passwort ist geändert. Alle anderen Geräte sind abgemeldet.</translation>
    </message>
    <message>
        <source>Two-step sign-in is off.</source>
        <translation>Die Anmeldung in zwei Schritten ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>From now on you sign in with %1.</source>
        <translation>Von jetzt an meldest du dich mit %1 an.</translation>
    </message>
</context>
<context>
    <name>confab::notifications::Notifier</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n neue Nachricht</numerusform>
            <numerusform>%n neue Nachrichten</numerusform>
        </translation>
    </message>
</context>
</TS>
