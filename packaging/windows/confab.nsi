; SPDX-FileCopyrightText: 2026 The Confab authors
; SPDX-License-Identifier: Apache-2.0
;
; The setup program: for one user, without administrator rights. "/S" asks nothing, "/D=FOLDER", as the last, is where.
;   makensis -DVERSION=0.1.0 -DFILES=folder -DOUTPUT=setup.exe -DICON=confab.ico confab.nsi
Target amd64-unicode
Unicode true
ManifestDPIAware true
ManifestLongPathAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma

!include MUI2.nsh
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Confab"

Name "Confab"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\Confab"
InstallDirRegKey HKCU "Software\Confab" "InstallDir"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "Confab"
VIAddVersionKey "FileDescription" "Confab setup"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "2026 The Confab authors, Apache-2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\confab.exe"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Section
    ; An update leaves nothing of the version before; the uninstaller knows its files.
    IfFileExists "$INSTDIR\uninstall.exe" 0 fresh
        ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
    fresh:
    SetOutPath "$INSTDIR"
    File /r "${FILES}\*.*"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortCut "$SMPROGRAMS\Confab.lnk" "$INSTDIR\confab.exe"

    WriteRegStr HKCU "Software\Confab" "InstallDir" "$INSTDIR"
    WriteRegStr HKCU "Software\Classes\confab" "" "URL:Confab"
    WriteRegStr HKCU "Software\Classes\confab" "URL Protocol" ""
    WriteRegStr HKCU "Software\Classes\confab\DefaultIcon" "" "$INSTDIR\confab.exe,0"
    WriteRegStr HKCU "Software\Classes\confab\shell\open\command" "" '"$INSTDIR\confab.exe" "%1"'
    WriteRegStr HKCU "${KEY}" "DisplayName" "Confab"
    WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\confab.exe"
    WriteRegStr HKCU "${KEY}" "Publisher" "The Confab authors"
    WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
    WriteRegDWORD HKCU "${KEY}" "NoModify" 1
    WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section Uninstall
    ; Only what was installed: the folder may be one that the user chose, with files of their own. nsis.sh writes the list.
    !include "${LIST}"
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\Confab.lnk"
    DeleteRegKey HKCU "${KEY}"
    DeleteRegKey HKCU "Software\Confab"
    DeleteRegKey HKCU "Software\Classes\confab"
SectionEnd
