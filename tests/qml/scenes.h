// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/app/models/stage.h"

#include <QImage>
#include <QSize>

#include <functional>
#include <vector>

namespace confab::models {
class Workspace;
}

namespace confab::test {

class Driver;

/// One view for a picture: its users, the size of the window, and the steps that lead to it.
struct Scene {
    struct Actors {
        Stage& stage;
        models::Workspace& workspace;
        Driver& driver;
    };

    QString name;
    QSize size;
    std::function<void(Stage&)> cast;
    std::function<void(const Actors&)> play;
    double textScale = 1;
    bool rightToLeft = false;
    bool serverIsGone = false; ///< Ana signed in earlier; the app starts again without its server
};

std::vector<Scene> scenes();
/// Those, and the views of messages with files.
std::vector<Scene> withFiles(std::vector<Scene> scenes);
/// Those, and the views of formatted messages.
std::vector<Scene> withFormatted(std::vector<Scene> scenes);
/// Those, and the views of threads, forwarding and links to rooms.
std::vector<Scene> withThreads(std::vector<Scene> scenes);
/// Those, and the views of the search, the switcher and the keys.
std::vector<Scene> withSearch(std::vector<Scene> scenes);
/// Those, and the views of conversations, of the settings of rooms, and of what calls many.
std::vector<Scene> withPeople(std::vector<Scene> scenes);
/// Those, and the views of what asks for attention: badges, levels, and their settings.
std::vector<Scene> withAttention(std::vector<Scene> scenes);
/// Those, and the views of bots, of webhooks, and of what signs the user in.
std::vector<Scene> withPrograms(std::vector<Scene> scenes);

struct Picture {
    QString name;
    QImage image;
};
/// A window with several accounts.
std::vector<Picture> picturesOfAccounts(bool dark);

} // namespace confab::test
