// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/bytestream.h"

#include "server/transport/qtstream.h"

#ifdef Q_OS_UNIX
#include "server/transport/plainstream.h"
#endif

namespace confab {

std::unique_ptr<ByteStream> makeByteStream(qintptr descriptor, const QSslConfiguration* tls) {
    if (tls)
        return QtStream::overTls(descriptor, *tls);
#ifdef Q_OS_UNIX
    return PlainStream::over(int(descriptor));
#else
    return QtStream::plain(descriptor);
#endif
}

} // namespace confab
