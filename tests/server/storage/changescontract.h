// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/server/storage/storagefixture.h"

namespace confab {

/// What RoomLog and MessageStore promise of messages that are changed after they were sent.
class ChangesContract : public QObject {
    Q_OBJECT

public:
    explicit ChangesContract(StorageFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.cleanup(); }

    void anEditChangesTheMessageAndKeepsItsVersions();
    void anEditComesOnceHoweverOftenItIsSent();
    void onlyTheAuthorEdits();
    void editsMoveMentions();
    void twoOfOneNameAreToldApart();
    void anEditKeepsWhomHereCalled();
    void aDeletedMessageLeavesNothing();
    void whoMayDelete();
    void reactionsAreCountedOnce();
    void aMessageTakesSoManyReactions();
    void pinsAreOfModerators();
    void answersFormAThread();
    void targetsAreChecked_data();
    void targetsAreChecked();
    void historyAroundAMessage();
    void anArchivedRoomOnlyReads();
    void theLogGivesTheSameStateAsAsking();

private:
    Storage& storage() { return m_fixture.storage(); }
    RoomLog& log() { return m_fixture.storage().log(); }
    MessageStore& store() { return m_fixture.storage().messages(); }
    NewEvent change(UserId by, EventData data, const QString& requestId = {});
    Seq say(UserId by, const QString& body, std::optional<Seq> replyTo = {});
    Message message(Seq seq, UserId reader);

    StorageFixture& m_fixture;
    UserId m_ana; // the owner
    UserId m_ben;
    RoomId m_room; // ana's, with ben in it: the log is at 3
    qint64 m_now = 10;
    int m_said = 0;
};

} // namespace confab
