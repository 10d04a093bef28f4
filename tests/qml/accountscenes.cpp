// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/window.h"
#include "tests/app/models/accounts.h"
#include "tests/qml/driver.h"
#include "tests/qml/scenes.h"

namespace confab::test {

std::vector<Picture> picturesOfAccounts(bool dark) {
    models::Accounts f;
    f.home.addRoom(QStringLiteral("Balcony"), {}, 2);
    f.home.say(f.kitchen, f.ben, QStringLiteral("Who waters the beans while we are away?"), UtcTime::now());
    const RoomId direct = f.work.addDirect({f.chi});
    f.work.say(direct, f.chi, QStringLiteral("Do you still have the key to the stairs?"), UtcTime::now());
    f.work.markRead(direct, 1);
    f.program->appearance.setScheme(dark ? models::Appearance::Dark : models::Appearance::Light);
    if (!f.signInToBoth())
        qFatal("can't sign in");
    f.list->choose(0);
    f.list->current().room()->open(double(f.kitchen.value));
    desktop::MainWindow window(f.list->current());
    auto* shown = qobject_cast<QQuickWindow*>(window.engine().rootObjects().value(0));
    if (!shown)
        qFatal("the window can't be loaded");
    Driver driver(*shown);
    std::vector<Picture> pictures;
    const auto take = [&](const char* name, QSize size) {
        shown->resize(size);
        shown->requestActivate();
        pictures.push_back({QString::fromLatin1(name), driver.picture()});
    };
    take("accounts", {1200, 780});
    take("accounts-narrow", {480, 780});
    f.list->add();
    take("accounts-new", {1200, 780});
    return pictures;
}

} // namespace confab::test
