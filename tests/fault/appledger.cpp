// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/appledger.h"

#include "app/client/draftsfile.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace confab::test {

namespace {

/// Run and number of an edit, in the order of their making; 0: the message as it was sent.
qint64 editNumber(const QString& text) {
    const QString mark = text.section(u' ', 1, 1);
    if (!mark.startsWith(u'e'))
        return 0;
    return mark.mid(1).section(u'-', 0, 0).toLongLong() * 1'000'000 + mark.section(u'-', 1, 1).toLongLong();
}

/// The file as it is: texts of HeadlessApp need no escapes.
QString outboxIn(const QString& folder) {
    const QDir files(folder);
    const QStringList names = files.entryList({QStringLiteral("outbox-*.json")}, QDir::Files);
    QFile file(files.filePath(names.value(0)));
    return !names.isEmpty() && file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

AppLedger::Typings AppLedger::follow(const QList<AppReport>& said) {
    Typings typings;
    const qint64 end = said.isEmpty() ? 0 : said.last().awake;
    for (const AppReport& report : said) {
        Typing& typing = typings[report.room.value];
        const QString name = AppReport::nameOf(report.text);
        switch (report.kind) {
        case AppReport::Typed:
            typing.texts.append(report);
            break;
        case AppReport::Sending:
            typing.begun = report.text;
            break;
        case AppReport::Sent:
            typing.texts.clear();
            typing.begun.clear();
            m_sent[report.room.value].insert(name, report.text);
            break;
        case AppReport::Acked:
            m_acked[report.room.value].insert(name, report.seq);
            break;
        case AppReport::EditTyped:
            typing.edits.append(report);
            break;
        case AppReport::Edited:
            typing.edits.clear();
            if (end - report.awake > allowedLoss)
                m_edited[report.room.value].insert(report.seq, report.text);
            break;
        case AppReport::Trouble:
            fail(QStringLiteral("run %1: trouble: %2").arg(m_runs).arg(report.text));
            break;
        default:
            break;
        }
    }
    return typings;
}

/// `found` is on the disk.
void AppLedger::checkTyped(RoomId room, const QList<AppReport>& typed, const QString& found, qint64 end,
                           const char* what) {
    const auto isOld = [end](const AppReport& report) { return end - report.awake > allowedLoss; };
    const auto newest = std::find_if(typed.rbegin(), typed.rend(), isOld);
    if (newest == typed.rend())
        return;
    const bool isThere =
        std::any_of(newest.base() - 1, typed.end(), [&](const AppReport& report) { return report.text == found; });
    if (!isThere)
        fail(QStringLiteral("run %1, room %2: LOST %3 “%4”, typed %5 ms before; there is “%6”")
                 .arg(QString::number(m_runs), QString::number(room.value), QString::fromLatin1(what), newest->text,
                      QString::number(end - newest->awake), found));
}

void AppLedger::killed(const QList<AppReport>& said, const QString& folder, const QString& account) {
    const Result<client::StoredTexts> drafts = client::DraftsFile(folder, account).load();
    const QString outbox = outboxIn(folder);
    if (!drafts)
        return fail(QStringLiteral("run %1: the drafts can't be read").arg(m_runs + 1));
    ++m_runs;
    const qint64 end = said.isEmpty() ? 0 : said.last().awake;
    const Typings typings = follow(said);
    for (auto it = typings.begin(); it != typings.end(); ++it) {
        const RoomId room{it.key()};
        const client::Draft draft = drafts->drafts.value({room, 0});
        const bool isQueued = outbox.contains(QString(u'"' % it->begun % u'"'));
        if (it->begun.isEmpty() || !isQueued)
            checkTyped(room, it->texts, draft.text, end, it->begun.isEmpty() ? "the draft" : "what was handed over");
        checkTyped(room, it->edits, draft.edit, end, "the edit");
    }
    for (auto it = drafts->drafts.begin(); it != drafts->drafts.end(); ++it) {
        if (m_sent.value(it.key().first.value).contains(AppReport::nameOf(it->text)))
            fail(QStringLiteral("run %1: TWICE “%2” is sent, and a draft again").arg(m_runs).arg(it->text));
        if (it->editing > 0 && m_edited.value(it.key().first.value).value(it->editing) == it->edit)
            m_edited[it.key().first.value].remove(it->editing); // it is a draft again: not lost
    }
}

void AppLedger::compare(RoomId room, const QList<Message>& log) {
    QMap<QString, QList<Seq>> places;
    for (const Message& message : log) {
        places[AppReport::nameOf(message.body)].append(message.seq);
        const QString edit = m_edited.value(room.value).value(message.seq);
        if (editNumber(message.body) < editNumber(edit))
            fail(QStringLiteral("room %1: LOST the edit “%2”; there is “%3”").arg(room.value).arg(edit, message.body));
    }
    for (auto it = places.begin(); it != places.end(); ++it) {
        if (it->size() > 1)
            fail(QStringLiteral("room %1: TWICE “%2”").arg(room.value).arg(it.key()));
    }
    const QMap<QString, QString> sent = m_sent.value(room.value);
    for (auto it = sent.begin(); it != sent.end(); ++it) {
        if (!places.contains(it.key()))
            fail(QStringLiteral("room %1: LOST “%2”, which was sent").arg(room.value).arg(*it));
    }
    const QMap<QString, Seq> acked = m_acked.value(room.value);
    for (auto it = acked.begin(); it != acked.end(); ++it) {
        if (places.value(it.key()) != QList<Seq>{*it})
            fail(QStringLiteral("room %1: LOST “%2”, acknowledged as %3").arg(room.value).arg(it.key()).arg(*it));
    }
}

void AppLedger::compareRows(const QString& who, const QList<AppReport>& said, RoomId room, const QList<Message>& log) {
    QMap<Seq, QString> bodies;
    for (const Message& message : log)
        bodies.insert(message.seq, message.body);
    int rows = 0;
    QList<Seq> shown;
    for (const AppReport& row : said) {
        if (row.kind != AppReport::Row || row.room != room)
            continue;
        ++rows;
        if (bodies.value(row.seq) != row.text)
            fail(QStringLiteral("%1, room %2: %3 is “%4”, not “%5”")
                     .arg(who, QString::number(room.value), QString::number(row.seq), row.text, bodies.value(row.seq)));
        if (shown.contains(row.seq))
            fail(QStringLiteral("%1, room %2: %3 has two rows").arg(who).arg(room.value).arg(row.seq));
        shown.append(row.seq);
    }
    const qsizetype screens = std::min<qsizetype>(20, log.size());
    for (qsizetype at = log.size() - screens; at < log.size(); ++at) {
        if (!shown.contains(log[at].seq))
            fail(QStringLiteral("%1, room %2: MISSING row %3").arg(who).arg(room.value).arg(log[at].seq));
    }
}

QString AppLedger::summary() const {
    qsizetype sent = 0, acked = 0, edited = 0;
    for (const auto& room : m_sent)
        sent += room.size();
    for (const auto& room : m_acked)
        acked += room.size();
    for (const auto& room : m_edited)
        edited += room.size();
    return QStringLiteral("%1 runs: %2 messages sent, %3 of them acknowledged in the run, %4 edited")
        .arg(m_runs)
        .arg(sent)
        .arg(acked)
        .arg(edited);
}

} // namespace confab::test
