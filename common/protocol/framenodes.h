// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>
#include <QString>
#include <QVarLengthArray>

#include <vector>

namespace confab {

/// One value of a frame. Its children follow it, each with its own children in turn.
struct FrameNode {
    enum class Kind : quint8 { Undefined, Null, Boolean, Integer, Double, Text, List, Object };
    Kind kind = Kind::Undefined;
    bool isDecoded = false; ///< a text with escapes or chunks: it is one of FrameNodes::texts
    quint32 next = 0;       ///< the node behind this one and all its children
    quint32 size = 0;       ///< of a text in bytes; of a list its items, of an object its members
    union {
        qint64 integer = 0; ///< a boolean too
        double real;
        qsizetype at; ///< of a text: in the bytes, or in `texts`
    };
};

/// The values that a parser found in a frame.
/// Thread: any. Owned by: ParsedFrame.
struct FrameNodes {
    static constexpr qsizetype usualNodes = 48; // a call has some 15; larger frames allocate

    QByteArrayView bytes;
    bool lastWins = false; ///< of members with the same name
    QVarLengthArray<FrameNode, usualNodes> nodes;
    std::vector<QString> texts;

    quint32 count() const { return quint32(nodes.size()); }

    FrameNode& add(FrameNode::Kind kind) {
        nodes.append(FrameNode());
        FrameNode& node = nodes.last();
        node.kind = kind;
        node.next = count();
        return node;
    }
    void addInteger(qint64 value) { add(FrameNode::Kind::Integer).integer = value; }
    void addBoolean(bool value) { add(FrameNode::Kind::Boolean).integer = value; }
    void addDouble(double value) { add(FrameNode::Kind::Double).real = value; }
    /// A text that is UTF-8 as it is in `bytes`.
    void addText(QByteArrayView utf8) {
        FrameNode& node = add(FrameNode::Kind::Text);
        node.size = quint32(utf8.size());
        node.at = utf8.data() - bytes.data();
    }
    void addText(QString text) {
        FrameNode& node = add(FrameNode::Kind::Text);
        node.isDecoded = true;
        node.at = qsizetype(texts.size());
        texts.push_back(std::move(text));
    }
    /// Ends the list or object at `index`: all its children have been added.
    void close(quint32 index, qsizetype size) {
        nodes[index].size = quint32(size);
        nodes[index].next = count();
    }
};

} // namespace confab
