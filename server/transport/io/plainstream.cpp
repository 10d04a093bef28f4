// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/io/plainstream.h"

#include "server/transport/admission/network.h"
#include "server/transport/io/descriptors.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace confab {

namespace {

#ifdef MSG_NOSIGNAL
constexpr int kNoSignal = MSG_NOSIGNAL;
#else
constexpr int kNoSignal = 0; // the socket is told (SO_NOSIGPIPE)
#endif

constexpr size_t kPieces = 64; // of one system call; below every system's IOV_MAX

bool setUp(int descriptor) {
#ifdef SO_NOSIGPIPE
    const int on = 1;
    ::setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
    const int flags = ::fcntl(descriptor, F_GETFL);
    return flags >= 0 && ::fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0;
}

ssize_t sendPieces(int descriptor, std::span<const QByteArrayView> pieces) {
    std::array<iovec, kPieces> parts;
    const size_t count = std::min(pieces.size(), parts.size());
    for (size_t i = 0; i < count; ++i)
        parts[i] = {const_cast<char*>(pieces[i].data()), size_t(pieces[i].size())};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = decltype(message.msg_iovlen)(count);
    return ::sendmsg(descriptor, &message, kNoSignal);
}

bool wouldWait() {
    return errno == EAGAIN || errno == EWOULDBLOCK;
}

} // namespace

std::unique_ptr<ByteStream> PlainStream::over(int descriptor) {
    if (setUp(descriptor))
        return std::unique_ptr<ByteStream>(new PlainStream(descriptor, peerOf(descriptor)));
    ::close(descriptor);
    return nullptr;
}

PlainStream::PlainStream(int descriptor, QHostAddress peer)
    : ByteStream(std::move(peer)), m_descriptor(descriptor), m_readNotifier(descriptor, QSocketNotifier::Read) {
    QObject::connect(&m_readNotifier, &QSocketNotifier::activated, &m_readNotifier, [this] { owner()->readable(); });
}

qint64 PlainStream::read(char* to, qint64 most) {
    if (m_descriptor < 0)
        return ended;
    ssize_t count = 0;
    do {
        count = ::recv(m_descriptor, to, size_t(most), 0);
    } while (count < 0 && errno == EINTR);
    if (count > 0)
        return count;
    m_sawEnd = count == 0;
    return count < 0 && wouldWait() ? 0 : ended;
}

qint64 PlainStream::write(std::span<const QByteArrayView> pieces) {
    if (m_descriptor < 0)
        return ended;
    ssize_t taken = 0;
    do {
        // Most turns have one frame for a connection, and the kernel takes it for a tenth less so.
        taken = pieces.size() == 1 ? ::send(m_descriptor, pieces[0].data(), size_t(pieces[0].size()), kNoSignal)
                                   : sendPieces(m_descriptor, pieces);
    } while (taken < 0 && errno == EINTR);
    if (taken >= 0)
        return taken;
    return wouldWait() ? 0 : ended;
}

void PlainStream::tellWhenWritable() {
    if (m_descriptor < 0)
        return;
    if (!m_writeNotifier) {
        m_writeNotifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Write);
        QObject::connect(m_writeNotifier.get(), &QSocketNotifier::activated, m_writeNotifier.get(), [this] {
            m_writeNotifier->setEnabled(false);
            owner()->writable();
        });
    }
    m_writeNotifier->setEnabled(true);
}

void PlainStream::pauseReading(bool paused) {
    if (m_descriptor >= 0)
        m_readNotifier.setEnabled(!paused);
}

void PlainStream::finishWriting() {
    if (m_descriptor >= 0)
        ::shutdown(m_descriptor, SHUT_WR);
}

void PlainStream::close() {
    if (m_descriptor >= 0 && !m_sawEnd)
        forgetUnsent(m_descriptor);
    closeDescriptor();
}

void PlainStream::closeDescriptor() {
    if (m_descriptor < 0)
        return;
    m_readNotifier.setEnabled(false);
    if (m_writeNotifier)
        m_writeNotifier->setEnabled(false);
    ::close(m_descriptor);
    m_descriptor = -1;
}

} // namespace confab
