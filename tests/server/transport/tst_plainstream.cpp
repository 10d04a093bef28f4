// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/io/plainstream.h"
#include "server/transport/qt/qtstream.h"

#include <QTest>

#include <arpa/inet.h>
#include <cerrno>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace confab;

namespace {

/// The two ends of a connection over TCP: closing with unread data is TCP's own affair.
struct TcpPair {
    std::unique_ptr<ByteStream> ours;
    int peer = -1;

    explicit TcpPair(bool onQtsSocket = false) {
        const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* plain = reinterpret_cast<sockaddr*>(&address);
        if (::bind(listener, plain, size) == 0 && ::listen(listener, 1) == 0 &&
            ::getsockname(listener, plain, &size) == 0) {
            peer = ::socket(AF_INET, SOCK_STREAM, 0);
            const timeval patience{60, 0};
            ::setsockopt(peer, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
            if (::connect(peer, plain, size) == 0)
                ours = take(::accept(listener, nullptr, nullptr), onQtsSocket);
        }
        ::close(listener);
    }
    ~TcpPair() { ::close(peer); }

    static std::unique_ptr<ByteStream> take(int descriptor, bool onQtsSocket) {
        return onQtsSocket ? QtStream::over(descriptor) : PlainStream::over(descriptor);
    }

    qint64 write(const QByteArray& bytes) const {
        const QByteArrayView piece = bytes;
        return ours->write(std::span(&piece, 1));
    }
    /// Until the system takes no more.
    void fill() const {
        const QByteArray bytes(64 * 1024, 'x');
        while (write(bytes) > 0) {
        }
    }
    /// Reads to the end; 0 for a clean one, or the errno.
    int endSeen() const {
        char buffer[4096];
        ssize_t count = 0;
        while ((count = ::recv(peer, buffer, sizeof buffer, 0)) > 0) {
        }
        return count == 0 ? 0 : errno;
    }
};

} // namespace

/// What a peer sees of a stream's end, and how bytes go out.
class TestPlainStream : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPeerThatDoesNotReadIsReset_data() {
        QTest::addColumn<bool>("onQtsSocket");
        QTest::newRow("plain") << false;
        QTest::newRow("Qt's socket") << true;
    }
    /// Or it would not notice the close as long as it reads nothing: as a client that floods.
    void aPeerThatDoesNotReadIsReset() {
        QFETCH(bool, onQtsSocket);
        const TcpPair pair(onQtsSocket);
        QVERIFY(pair.ours);
        pair.fill();
        pair.ours->close();
        QCOMPARE(pair.endSeen(), ECONNRESET);
    }

    void aPeerThatHasReadSeesTheEnd() {
        const TcpPair pair;
        QVERIFY(pair.ours);
        QCOMPARE(pair.write("hello"), 5);
        char buffer[5];
        QCOMPARE(::recv(pair.peer, buffer, sizeof buffer, MSG_WAITALL), 5);
        // Its acknowledgement comes with the reading, or a moment later.
        QTRY_VERIFY_WITH_TIMEOUT(unsent(*pair.ours) == 0, 60'000);
        pair.ours->close();
        QCOMPARE(pair.endSeen(), 0);
    }

    /// The peer ended its side, and data in transit may still be of use to it.
    void aPeerThatEndedItselfGetsAllOfIt() {
        const TcpPair pair;
        QVERIFY(pair.ours);
        pair.fill();
        ::shutdown(pair.peer, SHUT_WR);
        char byte = 0;
        QTRY_COMPARE_WITH_TIMEOUT(pair.ours->read(&byte, 1), qint64(ByteStream::ended), 60'000);
        pair.ours->close();
        QCOMPARE(pair.endSeen(), 0);
    }

    void piecesGoOutInOrder() {
        const TcpPair pair;
        QVERIFY(pair.ours);
        const std::array<QByteArrayView, 3> pieces{"one ", "two ", "three"};
        QCOMPARE(pair.ours->write(pieces), 13);
        QCOMPARE(pair.ours->write(std::span(pieces).first(1)), 4);
        char buffer[17];
        QCOMPARE(::recv(pair.peer, buffer, sizeof buffer, MSG_WAITALL), 17);
        QCOMPARE(QByteArray(buffer, sizeof buffer), QByteArray("one two threeone "));
    }

private:
    static int unsent(const ByteStream& stream) {
        int bytes = -1;
        ::ioctl(int(stream.descriptor()), TIOCOUTQ, &bytes);
        return bytes;
    }
};

QTEST_GUILESS_MAIN(TestPlainStream)
#include "tst_plainstream.moc"
