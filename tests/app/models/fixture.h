// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/client.h"
#include "app/models/workspace.h"
#include "tests/app/models/stage.h"
#include "tests/support/turns.h"

#include <QAbstractItemModelTester>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace confab::models {

/// Opens the room in the window, and waits until its end is there and live.
bool opens(Workspace& workspace, client::Client& client, RoomId room);

/// View models over a real client that is signed in on a stage with four people and two rooms.
/// Thread: the test's.
struct Fixture {
    test::Stage stage;
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    client::MemorySecretStore store;
    client::Client client{{}, store};
    Workspace workspace{client, store, settings};
    RoomId general, garden;
    UserId ana, ben, chi, dara;

    Fixture() {
        ana = stage.addUser(QStringLiteral("Ana"));
        ben = stage.addUser(QStringLiteral("Ben"));
        chi = stage.addUser(QStringLiteral("Chi"));
        dara = stage.addUser(QStringLiteral("Dara"));
        general = stage.addRoom(QStringLiteral("General"), QStringLiteral("Everything"), 2);
        garden = stage.addRoom(QStringLiteral("Garden plans"), {}, 1);
    }

    bool signIn(const QString& password = QStringLiteral("right")) {
        workspace.signIn()->signIn(stage.url().toString(), QStringLiteral("ana@example.org"), password);
        return test::holdsSoon([this] { return workspace.connection()->isOnline(); });
    }
    bool open(RoomId room) { return opens(workspace, client, room); }
    TimelineModel& timeline() { return *workspace.room()->timeline(); }
    /// The value of a role by its name.
    static QVariant at(const QAbstractItemModel& model, int row, const char* role) {
        return model.index(row, 0).data(model.roleNames().key(role, -1));
    }
};

} // namespace confab::models
