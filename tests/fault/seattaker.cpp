// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/seattaker.h"

#include <algorithm>

namespace confab::test {

int mostAtOnce(const QList<Stay>& stays) {
    struct Step {
        qint64 at;
        int change; // leaving at the same millisecond comes first
    };
    std::vector<Step> steps;
    for (const Stay& stay : stays) {
        if (stay.to > stay.from) {
            steps.push_back({stay.from, 1});
            steps.push_back({stay.to, -1});
        }
    }
    std::sort(steps.begin(), steps.end(),
              [](const Step& a, const Step& b) { return std::pair(a.at, a.change) < std::pair(b.at, b.change); });
    int now = 0;
    int most = 0;
    for (const Step& step : steps)
        most = std::max(most, now += step.change);
    return most;
}

SeatTaker::SeatTaker(QList<QUrl> urls, Auth auth, RoomId room, bool stays, quint64 seed)
    : Visitor(std::move(urls), std::move(auth), seed), m_room(room), m_stays(stays) {}

void SeatTaker::signedIn() {
    const int visit = ++m_visit;
    client().ask<RoomEnter>({m_room, {}}, [this, visit](const Result<Entered>& answer) {
        if (!answer && answer.error().kind == ErrorKind::RoomFull) {
            ++m_timesFull;
            const int after = m_stays ? random(100, 250) : random(10, 50); // a client that stays is not in a race
            return QTimer::singleShot(after, &client(), [this] { signedIn(); });
        }
        if (!answer)
            return refused(QStringLiteral("room.enter"), answer.error(), [this] { signedIn(); });
        m_since = steadyMs();
        ++m_entered;
        Q_EMIT gotIn();
        if (!m_stays)
            QTimer::singleShot(random(0, 60), &client(), [this, visit] {
                if (visit == m_visit)
                    goOut();
            });
    });
}

void SeatTaker::goOut() {
    endStay();
    client().ask<RoomExit>({m_room}, [this](const auto& answer) {
        if (!answer)
            return refused(QStringLiteral("room.exit"), answer.error(), [this] { goOut(); });
        QTimer::singleShot(random(0, 20), &client(), [this] { signedIn(); });
    });
}

void SeatTaker::onServerGone() {
    endStay();
    ++m_visit;
}

void SeatTaker::endStay() {
    if (const qint64 since = std::exchange(m_since, 0); since != 0)
        m_done.append({user(), since, steadyMs()});
}

/// The server confirms that it has left.
void SeatTaker::noticed(const Notification& notice) {
    const auto* presence = std::get_if<RoomPresence>(&notice);
    if (presence != nullptr && presence->user.id == user() && presence->state == PresenceState::Gone)
        endStay();
}

QList<Stay> SeatTaker::stays() const {
    QList<Stay> stays = m_done;
    if (m_since != 0)
        stays.append({user(), m_since, steadyMs()});
    return stays;
}

} // namespace confab::test
