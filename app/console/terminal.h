// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/lineeditor.h"
#include "app/console/standardinput.h"

namespace confab::console {

/// Writes to the standard output, a whole piece at a time.
class Output {
public:
    /// The line and a newline, at once. False when nobody reads any more.
    bool line(const QString& text);
    bool write(const QString& text);
    /// False once anything could not be written.
    bool works() const { return m_works; }

    static bool isTerminal();

private:
    bool m_works = true;
};

/// Where a person reads and types: at a real terminal what is being typed stays whole while lines arrive above it;
/// with pipes it is plain lines in and out.
/// Thread: the program's. Owned by: the chat.
class Terminal : public QObject {
    Q_OBJECT
public:
    explicit Terminal(Output& output);
    ~Terminal() override;

    /// A line above the one that is being typed.
    void print(const QString& line);
    /// What stands before the line that is being typed.
    void setLabel(const QString& label);
    /// The lines entered from here on are not shown (a password), or are again.
    void setHidden(bool hidden);

Q_SIGNALS:
    void entered(const QString& line);
    /// A key that changes the text was typed.
    void typed();
    /// Nothing more will be entered.
    void closed();

private:
    struct RawMode;

    void arrived(const QByteArray& bytes);
    void redraw();
    static int width();

    Output& m_output;
    std::unique_ptr<RawMode> m_raw; // nothing: plain lines
    StandardInput m_input;
    LineSplitter m_splitter;
    LineEditor m_editor;
    QString m_label;
    bool m_hidden = false;
};

} // namespace confab::console
