// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/floor/floorserver.h"

#include <cstdio>
#include <string_view>

/// What this machine's floor is: see floorserver.h.
int main(int argc, char** argv) {
    using confab::load::FloorServer;
    const std::string_view mode = argc == 2 ? argv[1] : "";
    if (mode != "at-once" && mode != "coalesce") {
        std::fprintf(stderr, "usage: confab-load-floor at-once|coalesce\n");
        return 2;
    }
    FloorServer server(mode == "coalesce" ? FloorServer::Mode::Coalesce : FloorServer::Mode::AtOnce);
    const quint16 port = server.listen();
    if (port == 0) {
        std::perror("confab-load-floor");
        return 1;
    }
    std::printf("confab-load-floor is listening on 127.0.0.1:%d\n", int(port));
    std::fflush(stdout);
    server.run();
    return 1;
}
