// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/lineeditor.h"
#include "app/console/pasteguard.h"
#include "app/console/standardinput.h"
#include "common/terminal/ttymode.h"

class QSocketNotifier;

namespace confab::console {

/// Where a person reads and types: at a real terminal what is being typed stays whole while lines arrive above it;
/// with pipes it is plain lines in and out, and at a terminal of which only one end is one, or which has no escape
/// sequences, the terminal itself edits the line.
/// Thread: the program's. Owned by: the chat.
class Terminal : public QObject {
    Q_OBJECT
public:
    explicit Terminal(Output& output);
    ~Terminal() override;

    /// A line above the one that is being typed.
    void print(const StyledText& line);
    /// What stands before the line that is being typed.
    void setLabel(const QString& label);
    /// The lines entered from here on are not shown (a password), or are again.
    void setHidden(bool hidden);
    /// A line that was entered and can't be used: it can be edited again. False when there is no line to edit.
    bool putBack(const EnteredLine& line);

Q_SIGNALS:
    void entered(const confab::console::EnteredLine& line);
    /// A key that changes the text was typed.
    void typed();
    /// `text`: a sentence about what happened to what was typed or pasted.
    void remark(const QString& text);
    /// Nothing more will be entered.
    void closed();
    /// Nothing more can be shown: Output::trouble() says why.
    void broken();

private:
    void arrived(const QByteArray& bytes);
    void typedBytes(const QByteArray& bytes);
    void pastedBytes(const QByteArray& bytes);
    void linesArrived(const QStringList& lines);
    void conclude(const LineEditor::Outcome& outcome);
    void wokenUp();
    void redraw();
    void checkOutput();
    PromptLine prompt();

    Output& m_output;
    std::unique_ptr<TtyMode> m_keys; // nothing: plain lines
    std::unique_ptr<TtyMode> m_noEcho;
    std::unique_ptr<QSocketNotifier> m_wakeups;
    const bool m_isTyped; // the standard input is a terminal
    StandardInput m_input;
    LineSplitter m_splitter;
    PasteGuard m_guard;
    LineEditor m_editor;
    QString m_label;
    bool m_hidden = false;
    int m_cursorColumn = 0; // as it was drawn last
};

} // namespace confab::console
