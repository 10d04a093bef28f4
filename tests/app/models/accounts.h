// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/client.h"
#include "app/models/accountlist.h"
#include "app/models/workspace.h"
#include "tests/app/models/stage.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

namespace confab::models {

/// A device with two servers that its user has accounts on. Thread: the test's.
struct Accounts {
    /// As the program composes it, in a folder of the test and without the system's keychain.
    struct Part : OpenAccount {
        QSettings settings;
        client::SecretStore& keychain;
        client::Client client;
        Workspace view;

        Part(const QString& file, client::SecretStore& keychain, std::shared_ptr<ProgramSettings> program)
            : settings(file, QSettings::IniFormat), keychain(keychain), client({}, keychain),
              view(client, keychain, settings, {}, std::move(program)) {}
        Workspace& workspace() override { return view; }
        void start(bool resumes) override {
            if (resumes)
                view.signIn()->restore();
        }
        void forget() override { settings.clear(); }
    };

    test::Stage home, work;
    RoomId kitchen, office;
    UserId ben, chi;
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("program.ini")), QSettings::IniFormat};
    std::shared_ptr<ProgramSettings> program = std::make_shared<ProgramSettings>(settings);
    std::map<QString, client::MemorySecretStore> keychains;
    std::unique_ptr<AccountList> list = make();

    Accounts() {
        home.addUser(QStringLiteral("Ana Moreno"));
        ben = home.addUser(QStringLiteral("Ben"));
        kitchen = home.addRoom(QStringLiteral("Kitchen"), {}, 1);
        work.addUser(QStringLiteral("Dr Moreno"));
        chi = work.addUser(QStringLiteral("Chi"));
        office = work.addRoom(QStringLiteral("Office"), {}, 1);
    }

    /// As the next run of the program makes it.
    std::unique_ptr<AccountList> make() {
        return std::make_unique<AccountList>(settings, [this](const QString& name) {
            return std::make_unique<Part>(folder.filePath(name + QStringLiteral(".ini")), keychains[name], program);
        });
    }
    bool signIn(test::Stage& stage) {
        list->current().signIn()->signIn(stage.url().toString(), QStringLiteral("ana@example.org"),
                                         QStringLiteral("right"));
        return isOnline(list->current());
    }
    static bool isOnline(Workspace& workspace) {
        return QTest::qWaitFor([&] { return workspace.connection()->isOnline(); }, 30000);
    }
    /// Both accounts; that of `work` is shown.
    bool signInToBoth() {
        if (!signIn(home))
            return false;
        list->add();
        return signIn(work);
    }
    QVariant at(int row, AccountList::Role role) const { return list->index(row).data(role); }
};

} // namespace confab::models
