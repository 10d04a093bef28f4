// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/freshness.h"

#include "common/protocol/limits.h"

#include <QRandomGenerator>

namespace confab {

Freshness::Verdict Freshness::judge(const NodeRun& from, quint64 stamp, Time now) {
    const auto it = m_known.find(from.node);
    if (it == m_known.end() || from.epoch > it->epoch)
        return Verdict::Unproven;
    if (from.epoch < it->epoch)
        return Verdict::Stale;
    if (now - it->heardAt >= limits::proofLasts)
        return Verdict::Unproven;
    if (stamp > it->highest) {
        it->heard <<= size_t(std::min<quint64>(stamp - it->highest, limits::nodeMessagesOvertaking));
        it->highest = stamp;
    }
    const quint64 behind = it->highest - stamp;
    if (behind >= limits::nodeMessagesOvertaking || it->heard.test(size_t(behind)))
        return Verdict::Stale;
    it->heard.set(size_t(behind));
    it->heardAt = now;
    return Verdict::Fresh;
}

namespace {

/// Whether the node has an entry or may get one, after expired entries were removed.
template <class Entries, class Age>
bool hasRoom(Entries& entries, const QString& node, const Age& isOver) {
    if (entries.contains(node))
        return true;
    for (auto it = entries.begin(); entries.size() >= limits::peers && it != entries.end();)
        it = isOver(*it) ? entries.erase(it) : std::next(it);
    return entries.size() < limits::peers;
}

} // namespace

std::optional<qint64> Freshness::question(const NodeRun& from, Time now) {
    if (!hasRoom(m_asked, from.node, [now](const Asked& asked) { return now - asked.at >= limits::proofLasts; }))
        return std::nullopt;
    const auto last = m_asked.constFind(from.node);
    // A recorded node message of an earlier run must not replace the question to the present run.
    if (last != m_asked.constEnd() && last->epoch >= from.epoch && now - last->at < limits::proofPause)
        return std::nullopt;
    const qint64 nonce = qint64(QRandomGenerator::system()->generate64() & quint64(limits::maxId));
    m_asked.insert(from.node, Asked{from.epoch, nonce, now});
    return nonce;
}

bool Freshness::answered(const NodeRun& from, qint64 nonce, quint64 stamp, Time now) {
    const auto asked = m_asked.constFind(from.node);
    if (asked == m_asked.constEnd() || asked->epoch != from.epoch || asked->nonce != nonce)
        return false;
    if (!hasRoom(m_known, from.node,
                 [now](const Sender& sender) { return now - sender.heardAt >= limits::proofLasts; }))
        return false;
    m_asked.erase(asked);
    Sender sender{from.epoch, now, stamp, {}};
    sender.heard.set(); // all up to this one were sent before the question was answered
    m_known.insert(from.node, sender);
    return true;
}

} // namespace confab
