// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/server/storage/storagefixture.h"

namespace confab {

/// Who may not append to a room for a time: mutes, slow mode, and blocks between two.
class SilencesContract : public QObject {
    Q_OBJECT

public:
    explicit SilencesContract(StorageFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.cleanup(); }

    void aMutedMemberAppendsNothing();
    void aMutedMemberMayDelete();
    void muteIsAppendedOnce();
    void aMuteEndsByItself();
    void aMuteOutlivesTheMembership();
    void anOwnerIsNotMuted();
    void whoMayMute();
    void whatWasTakenBeforeIsAnswered();
    void slowModeKeepsTheTime();
    void slowModeIsForMembersAlone();
    void blocksKeepPeopleOut();
    void aBlockEnds();
    void whoIsBlockedIsToldToTheBlockerAlone();
    void whoIsBlockedMentionsNobody();
    void aRemovedAccountBlocksNobody();

private:
    Storage& storage() const { return m_fixture.storage(); }
    RoomLog& log() const { return storage().log(); }
    QCoro::Task<Result<QList<Event>>> mute(UserId user, qint64 ms, std::optional<UtcTime> until = {}, bool on = true);
    Result<RoomLog::Appended> sayAt(UserId user, qint64 ms, const QString& clientId = {});
    Result<RoomLog::Appended> sayIn(RoomId room, UserId user);
    void setSlow(std::optional<qint64> ms);
    RoomId direct(QList<UserId> people, UserId by);

    StorageFixture& m_fixture;
    UserId m_ana, m_ben, m_chi;
    RoomId m_room;
    int m_said = 0;
};

} // namespace confab
