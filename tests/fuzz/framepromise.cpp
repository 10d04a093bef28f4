// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fuzz/framepromise.h"
#include "common/protocol/fieldreading.h"

#include "common/protocol/jsonrpc.h"
#include "common/protocol/jsonrpcclient.h"
#include "tests/support/frameagreement.h"
#include "tests/support/trees.h"

namespace confab {

namespace {

/// Qt's readers drop an unescaped U+FEFF at the beginning of a text, where it is written unescaped. normalisedText()
/// removes it from messages; here such frames are not compared.
constexpr auto byteOrderMark = "\xEF\xBB\xBF";

const char* brokenByBytes(const QByteArray& bytes, const QCborMap& map, Codec codec) {
    const QByteArray written = encodeFrame(map, codec);
    const Result<QCborMap> again = decodeFrame(written, codec);
    // The shortest form may hold more objects than its size allows.
    const bool mayBeRefused = codec == Codec::Cbor && written.size() < bytes.size();
    if (!again)
        return mayBeRefused ? nullptr : "what was written can't be read";
    if (encodeFrame(*again, codec) != written && !written.contains(byteOrderMark))
        return "what was written reads differently";
    return nullptr;
}

const char* brokenByCall(const QByteArray& frame, Codec codec) {
    const tl::expected<jsonrpc::Call, jsonrpc::Refusal> call = jsonrpc::readCall(frame, codec);
    if (!call) {
        const jsonrpc::Refusal& refusal = call.error();
        if (refusal.id.isUndefined())
            return nullptr; // not sent
        const QByteArray answer = jsonrpc::writeError(refusal.id, refusal.error, codec);
        return decodeFrame(answer, codec) ? nullptr : "the refusal can't be read";
    }
    const QByteArray written = jsonrpc::writeCall(1, call->request, codec);
    if (!written.contains(methodName(call->request).toLatin1()))
        return "a call has another method than its frame says";
    const tl::expected<jsonrpc::Call, jsonrpc::Refusal> again = jsonrpc::readCall(written, codec);
    if (!again)
        return "the call that was written is refused";
    const bool same = jsonrpc::writeCall(1, again->request, codec) == written || written.contains(byteOrderMark);
    return same ? nullptr : "the call that was written reads differently";
}

template <class A>
const char* brokenByAnswer(const QCborMap& result) {
    const Result<A> answer = wire::decodeMap<A>(result, QStringLiteral("result"));
    if (!answer)
        return nullptr;
    const QByteArray written = encodeFrame(*answer, Codec::Cbor);
    const Result<A> again = wire::decodeMap<A>(test::treeOf(written), QStringLiteral("result"));
    if (!again)
        return "the answer that was written is refused";
    const bool same = encodeFrame(*again, Codec::Cbor) == written || written.contains(byteOrderMark);
    if (!same)
        return "the answer that was written reads differently";
    const QCborMap frame = test::treeOf(jsonrpc::writeAnswer(1, *answer, Codec::Cbor));
    const Result<jsonrpc::ServerFrame> read = jsonrpc::readServerFrame(frame);
    const auto* response = read ? std::get_if<jsonrpc::Response>(&*read) : nullptr;
    const bool isWhole = response && response->result && encodeFrame(*response->result, Codec::Cbor) == written;
    return isWhole || written.contains(byteOrderMark) ? nullptr : "the frame of an answer holds something else";
}

template <size_t... I>
const char* brokenByAnyAnswer(const QCborMap& result, std::index_sequence<I...>) {
    const char* broken = nullptr;
    std::ignore = (... || (broken = brokenByAnswer<std::variant_alternative_t<I, Answer>>(result)));
    return broken;
}

const char* brokenByServerFrame(const QCborMap& frame) {
    const Result<jsonrpc::ServerFrame> read = jsonrpc::readServerFrame(frame);
    if (!read)
        return nullptr;
    if (const auto* response = std::get_if<jsonrpc::Response>(&*read)) {
        constexpr auto answers = std::make_index_sequence<std::variant_size_v<Answer>>();
        return response->result ? brokenByAnyAnswer(*response->result, answers) : nullptr;
    }
    const auto& notification = std::get<std::optional<Notification>>(*read);
    if (!notification)
        return nullptr;
    const QByteArray written = jsonrpc::writeNotification(*notification, Codec::Cbor);
    const Result<jsonrpc::ServerFrame> again = jsonrpc::readServerFrame(test::treeOf(written));
    if (!again)
        return "the notification that was written is refused";
    const auto& twice = std::get<std::optional<Notification>>(*again);
    const bool same =
        twice && (jsonrpc::writeNotification(*twice, Codec::Cbor) == written || written.contains(byteOrderMark));
    return same ? nullptr : "the notification that was written reads differently";
}

} // namespace

const char* brokenPromise(const QByteArray& bytes, Codec codec) {
    if (!test::disagreement(bytes, codec).isEmpty())
        return "the server reads it otherwise than its clients do";
    const Result<QCborMap> frame = decodeFrame(bytes, codec);
    if (!frame) {
        const ErrorKind kind = frame.error().kind;
        const bool documented = kind == ErrorKind::ParseError || kind == ErrorKind::InvalidRequest;
        return documented ? nullptr : "a frame is refused with an error of another kind";
    }
    if (const char* broken = brokenByBytes(bytes, *frame, codec))
        return broken;
    if (const char* broken = brokenByCall(bytes, codec))
        return broken;
    return brokenByServerFrame(*frame);
}

} // namespace confab
