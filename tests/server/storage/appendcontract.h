// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/server/storage/storagefixture.h"

namespace confab {

/// What RoomLog::append() promises.
class AppendContract : public QObject {
    Q_OBJECT

public:
    explicit AppendContract(StorageFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.cleanup(); }

    void appendedEventIsStored();
    void retryGivesTheFirstAnswer();
    void anotherMessageUnderTheSameIdIsRefused();
    void anyEventOfAMemberIsAppended();
    void whatItsAuthorDidNotKnowIsRefused();
    void ofTwoWhoKnowTheSameOneIsAppended();
    void clientIdIsUniquePerSender();
    void replyMustBeAMessageOfTheRoom();
    void numbersHaveNoHoles();
    void answersComeInTheOrderOfTheLog();

private:
    Storage& storage() { return m_fixture.storage(); }
    RoomLog& log() { return m_fixture.storage().log(); }
    MessageStore& store() { return m_fixture.storage().messages(); }

    StorageFixture& m_fixture;
    UserId m_ana;
    UserId m_ben;
    RoomId m_room; // ana's, with ben in it: the log is at 3
};

} // namespace confab
