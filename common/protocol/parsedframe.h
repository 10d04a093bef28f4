// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/codec.h"
#include "common/protocol/framenodes.h"

namespace confab {

class FrameItems;

/// A value in a ParsedFrame, with what of QCborValue's interface its readers need. Absent: undefined.
/// Thread: any. Owned by: who reads; the ParsedFrame must outlive it.
class FrameValue {
public:
    FrameValue() = default;
    FrameValue(const FrameNodes& frame, quint32 index) : m_frame(&frame), m_index(index) {}

    bool isUndefined() const { return is(FrameNode::Kind::Undefined); }
    bool isNull() const { return is(FrameNode::Kind::Null); }
    bool isBool() const { return is(FrameNode::Kind::Boolean); }
    bool isInteger() const { return is(FrameNode::Kind::Integer); }
    bool isDouble() const { return is(FrameNode::Kind::Double); }
    bool isString() const { return is(FrameNode::Kind::Text); }
    bool isArray() const { return is(FrameNode::Kind::List); }
    bool isMap() const { return is(FrameNode::Kind::Object); }

    bool toBool() const { return isBool() && node().integer != 0; }
    qint64 toInteger() const { return isInteger() ? node().integer : 0; }
    double toDouble() const { return isDouble() ? node().real : 0; }
    QString toString() const;
    /// Whether it is this text. Costs no copy.
    bool isText(std::string_view ascii) const;

    /// Of a list or an object: how many there are. Members with one name count each.
    qsizetype size() const { return isArray() || isMap() ? node().size : 0; }
    /// The items of a list, the keys and values of an object in turn.
    FrameItems items() const;
    /// The member with this name. When there are several: what decodeFrame() takes, the first in CBOR, the last in
    /// JSON.
    FrameValue value(std::string_view name) const;

private:
    friend class FrameItems;
    const FrameNode& node() const { return m_frame->nodes[m_index]; }
    bool is(FrameNode::Kind kind) const { return (m_frame ? node().kind : FrameNode::Kind::Undefined) == kind; }

    const FrameNodes* m_frame = nullptr;
    quint32 m_index = 0;
};

/// What is in a list or an object, for a loop over it.
/// Thread: any. Owned by: who reads.
class FrameItems {
public:
    class Iterator {
    public:
        explicit Iterator(FrameValue at) : m_at(at) {}
        FrameValue operator*() const { return m_at; }
        Iterator& operator++() {
            m_at.m_index = m_at.node().next;
            return *this;
        }
        bool operator!=(const Iterator& other) const { return m_at.m_index != other.m_at.m_index; }

    private:
        FrameValue m_at;
    };
    FrameItems(FrameValue first, FrameValue behind) : m_first(first), m_behind(behind) {}
    Iterator begin() const { return Iterator(m_first); }
    Iterator end() const { return Iterator(m_behind); }

private:
    FrameValue m_first;
    FrameValue m_behind;
};

/// One frame's bytes, looked through once: all that is in it stands in one list, and texts stay where they lie until
/// somebody asks for them. It takes and refuses what decodeFrame() does, without a tree of allocations; that is for
/// the server, which reads a call for every message.
/// Thread: any. Owned by: who reads; the bytes must outlive it.
class ParsedFrame {
public:
    /// Once. The errors are those of decodeFrame().
    Done parse(const QByteArray& bytes, Codec codec);
    /// The object that it is.
    FrameValue root() const { return {m_nodes, 0}; }

private:
    FrameNodes m_nodes;
};

} // namespace confab
