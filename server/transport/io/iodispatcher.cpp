// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/io/iodispatcher.h"

#ifdef Q_OS_LINUX
#include "server/transport/io/epolldispatcher.h"
#endif

namespace confab {

std::unique_ptr<QAbstractEventDispatcher> makeIoDispatcher(PollPacer pacer) {
#ifdef Q_OS_LINUX
    auto dispatcher = std::make_unique<EpollDispatcher>(pacer);
    if (dispatcher->isValid())
        return dispatcher;
#else
    Q_UNUSED(pacer);
#endif
    return nullptr;
}

} // namespace confab
