; The installer: for one user, without an administrator; in Vietnamese, or in English where Windows
; speaks English. With /S it asks nothing.
;
;   makensis -DVERSION=0.2.0 -DEXE=…/danhmuc.exe -DOUT=…/danhmuc-0.2.0-setup.exe setup.nsi
;
; The uninstaller removes what this script wrote, and nothing that a user made.

Unicode true
Target amd64-unicode
!include MUI2.nsh

!define NAME "Danh mục nhiệm vụ"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\danhmuc"

Name "${NAME}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\danhmuc"
RequestExecutionLevel user
; Packed quickly for tests.
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID /FINAL lzma
  SetCompressorDictSize 64
!endif
; Two builds give the same bytes.
SetDateSave off
ManifestDPIAware true
BrandingText "danhmuc ${VERSION}"

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"

!define MUI_ICON "danhmuc.ico"
!define MUI_UNICON "danhmuc.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "side.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "side.bmp"
!define MUI_WELCOMEPAGE_TEXT "$(WELCOME)"
!define MUI_FINISHPAGE_RUN "$INSTDIR\danhmuc.exe"

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES

; The first is taken where Windows speaks neither.
!insertmacro MUI_LANGUAGE "Vietnamese"
!insertmacro MUI_LANGUAGE "English"

!macro VERSION_WORDS LANGUAGE
  VIAddVersionKey /LANG=${LANGUAGE} "ProductName" "${NAME}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileDescription" "${NAME}"
  VIAddVersionKey /LANG=${LANGUAGE} "FileVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "ProductVersion" "${VERSION}"
  VIAddVersionKey /LANG=${LANGUAGE} "LegalCopyright" "MIT"
!macroend
!insertmacro VERSION_WORDS ${LANG_VIETNAMESE}
!insertmacro VERSION_WORDS ${LANG_ENGLISH}

LangString WELCOME ${LANG_VIETNAMESE} "Chương trình được cài cho riêng anh/chị, không cần quyền quản trị, không cần mạng.$\r$\n$\r$\nSau khi cài có biểu tượng “${NAME}” trên màn hình và trong Start menu."
LangString WELCOME ${LANG_ENGLISH} "The program is installed for you alone, without an administrator and without a network.$\r$\n$\r$\nAfterwards “${NAME}” is on the desktop and in the Start menu."

LangString HELD ${LANG_VIETNAMESE} "Chương trình đang chạy. Hãy bấm “Đóng chương trình” trên trang của nó rồi bấm Thử lại."
LangString HELD ${LANG_ENGLISH} "The program is running. Press “Close program” on its page, then Retry."

Section
  ; A program that runs is asked to end, for its file cannot be replaced before. An older one does
  ; not know the word, and is told of below.
  IfFileExists "$INSTDIR\danhmuc.exe" 0 fresh
    nsExec::Exec '"$INSTDIR\danhmuc.exe" close'
    Pop $0
  fresh:
  SetOutPath "$INSTDIR"
  again:
  ClearErrors
  SetOverwrite try
  File "/oname=danhmuc.exe" "${EXE}"
  IfErrors 0 written
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(HELD)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 2
    Abort
  written:
  File "/oname=GIAY-PHEP.txt" "${LICENSES}"
  WriteUninstaller "$INSTDIR\go-cai-dat.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\danhmuc.exe"
  CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\danhmuc.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\danhmuc.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\go-cai-dat.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\go-cai-dat.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  nsExec::Exec '"$INSTDIR\danhmuc.exe" close'
  Pop $0
  Delete "$INSTDIR\danhmuc.exe"
  Delete "$INSTDIR\GIAY-PHEP.txt"
  Delete "$INSTDIR\go-cai-dat.exe"
  ; Only when nothing else is in it.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$DESKTOP\${NAME}.lnk"
  ; What the program notes of its running page.
  Delete "$LOCALAPPDATA\danhmuc\page.txt"
  Delete "$LOCALAPPDATA\danhmuc\page.lock"
  RMDir "$LOCALAPPDATA\danhmuc"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
