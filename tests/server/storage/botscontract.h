// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/bots.h"
#include "tests/server/storage/storagefixture.h"

namespace confab {

/// What BotStore promises, and what the other stores do with its accounts.
class BotsContract : public QObject {
    Q_OBJECT

public:
    explicit BotsContract(StorageFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.cleanup(); }

    void aTokenSpeaksForItsBot();
    void anUnknownTokenSpeaksForNobody();
    void namesAreUniqueAmongBots();
    void aRevokedSessionEndsTheToken();
    void anotherTokenEndsTheOldOne();
    void ownersMakeBots();
    void aPersonMakesSoManyBots();
    void ownersSeeTheBotsOfOthers();
    void ownersTakeRights();
    void aRemovedBotIsGone();
    void othersSeeThatItIsABot();
    void aBotHasNoDirectRoom();
    void aBotIsNoSuccessor();
    void aHookSpeaksInItsRoom();
    void ownersMakeHooks();
    void aHookGetsAnotherSecret();
    void aRoomHasSoManyHooks();
    void aRemovedHookLeaves();
    void aRemovedHookMayHaveBeenPutOut();
    void anOutgoingHookIsDueFromItsBeginningOn();
    void oneAtATimeHasAHook();
    void aFailedDeliveryPauses();
    void aHookThatFailsForLongIsDisabled();

private:
    Storage& storage() { return m_fixture.storage(); }
    BotStore& bots() { return storage().bots(); }
    BotRow makeBot(const QString& name, const QByteArray& token, BotRights rights = BotRight::Send);
    NewHook newHook(const QByteArray& token, const QString& name = QStringLiteral("CI"));
    HookChange makeHook(const QByteArray& token);
    HookChange makeOutgoing(const QByteArray& key);
    QList<HookWork> dueInAMoment();
    DueHooks due(std::chrono::milliseconds hold = std::chrono::hours(1)) { return need(bots().takeDue(hold, 10)); }

    StorageFixture& m_fixture;
    UserId m_ana;
    UserId m_ben;
    RoomId m_room;
};

} // namespace confab
