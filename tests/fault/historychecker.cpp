// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/historychecker.h"

namespace confab::test {

namespace {

/// One message of the final logs.
struct Kept {
    RoomId room;
    Seq seq = 0;
    QString body;
    UserId by;
};

using KeptMessages = QHash<QString, QList<Kept>>; // by clientId

KeptMessages messagesOf(const QList<FinalLog>& logs) {
    KeptMessages kept;
    for (const FinalLog& log : logs) {
        for (const Event& event : log.events) {
            if (const auto* posted = std::get_if<MessagePosted>(&event.data))
                kept[posted->clientId].append({log.room, event.seq, posted->body, event.by});
        }
    }
    return kept;
}

/// seq is 1, 2, 3, …
void checkNumbers(const FinalLog& log, QStringList& broken) {
    for (qsizetype i = 0; i < log.events.size(); ++i) {
        if (log.events.at(i).seq != i + 1) {
            broken.append(QStringLiteral("room %1: seq %2 stands where %3 should be")
                              .arg(log.room.value)
                              .arg(log.events.at(i).seq)
                              .arg(i + 1));
            return;
        }
    }
}

void checkSent(const SenderHistory& history, const KeptMessages& kept, QStringList& lost, QStringList& broken) {
    for (auto it = history.sent.constBegin(); it != history.sent.constEnd(); ++it) {
        const SenderHistory::Sent& sent = *it;
        const QList<Kept> found = kept.value(it.key());
        const QString what = QStringLiteral("user %1, message %2 (room %3, acknowledged as %4, %5 tries)")
                                 .arg(history.user.value)
                                 .arg(it.key())
                                 .arg(sent.room.value)
                                 .arg(sent.ackedSeq)
                                 .arg(sent.tries);
        if (sent.ackedSeq != 0 && found.isEmpty())
            lost.append(QString(what % u": LOST"));
        else if (found.size() > 1)
            broken.append(QString(what % u": kept twice"));
        if (found.size() != 1)
            continue;
        const Kept& one = found.first();
        if (sent.ackedSeq != 0 && (one.room != sent.room || one.seq != sent.ackedSeq))
            broken.append(QString(what % QStringLiteral(": kept as seq %1").arg(one.seq)));
        if (one.body != sent.body || one.by != history.user)
            broken.append(QString(what % u": kept with another text or author"));
    }
}

void checkTranscript(const SenderHistory& history, const FinalLog& log, QStringList& broken) {
    const Transcript transcript = history.transcripts.value(log.room);
    Transcript right;
    for (const Event& event : log.events)
        right.push(event);
    if (transcript.hash() == right.hash())
        return;
    const auto& seen = transcript.digests();
    const auto& kept = right.digests();
    const auto differs = std::mismatch(seen.begin(), seen.end(), kept.begin(), kept.end());
    broken.append(QStringLiteral("user %1, room %2: saw another history from seq %3 on (%4 seen, %5 kept)")
                      .arg(history.user.value)
                      .arg(log.room.value)
                      .arg(differs.first - seen.begin() + 1)
                      .arg(seen.size())
                      .arg(kept.size()));
}

} // namespace

QStringList brokenPromises(const QList<const SenderHistory*>& histories, const QList<FinalLog>& logs) {
    QStringList lost; // the worst comes first
    QStringList broken;
    const KeptMessages kept = messagesOf(logs);
    qsizetype everSent = 0;
    for (const SenderHistory* history : histories) {
        broken += history->problems;
        checkSent(*history, kept, lost, broken);
        for (const FinalLog& log : logs)
            checkTranscript(*history, log, broken);
        for (auto it = history->sent.constBegin(); it != history->sent.constEnd(); ++it)
            everSent += kept.contains(it.key()) ? 1 : 0;
    }
    for (const FinalLog& log : logs)
        checkNumbers(log, broken);
    if (kept.size() != everSent)
        broken.append(QStringLiteral("%1 messages were kept that nobody sent").arg(kept.size() - everSent));
    return lost + broken;
}

} // namespace confab::test
