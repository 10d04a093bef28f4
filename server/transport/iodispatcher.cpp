// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/iodispatcher.h"

#ifdef Q_OS_LINUX
#include "server/transport/epolldispatcher.h"
#endif

namespace confab {

std::unique_ptr<QAbstractEventDispatcher> makeIoDispatcher(Beat beat) {
#ifdef Q_OS_LINUX
    auto dispatcher = std::make_unique<EpollDispatcher>(beat);
    if (dispatcher->isValid())
        return dispatcher;
#else
    Q_UNUSED(beat);
#endif
    return nullptr;
}

} // namespace confab
