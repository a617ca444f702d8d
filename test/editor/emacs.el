;; REQUIRES: async-clangd, all-versions, eglot
;; RUN: rm -rf %t && mkdir %t && split-file %s %t
;; RUN: env SERVER=%async-clangd FOLDER=%t INCLUDE=%inputs HOME=%t emacs --batch -f package-activate-all --load %s
;;
;; Eglot opens a file, gets diagnostics, and repairs them by its code actions: one changes a header as
;; well, one silences a check. Then the files are as they should be, and there is nothing left to say.

(require 'cl-lib)
(require 'eglot)

(defvar folder (file-name-as-directory (file-truename (getenv "FOLDER"))))
(setq-default make-backup-files nil
              eglot-autoshutdown nil)

(defun wait-for (what condition)
  (with-timeout (60 (error "Emacs waits in vain for %s" what))
    (while (not (funcall condition))
      (accept-process-output nil 0.05))))

(defun found ()
  "The lines and checks of what the server says now."
  (sort (mapcar (lambda (each) (cons (line-number-at-pos (flymake-diagnostic-beg each))
                                     (flymake-diagnostic-text each)))
                (flymake-diagnostics))
        #'car-less-than-car))

(defun act (line title count)
  "Makes the action at LINE whose title matches TITLE, and waits until there are COUNT diagnostics."
  (goto-char (point-min))
  (forward-line (1- line))
  (cl-letf (((symbol-function 'completing-read)
             (lambda (_ choices &rest _)
               (let ((titles (all-completions "" choices)))
                 (or (cl-find-if (lambda (each) (string-match-p title each)) titles)
                     (error "No action is called %s: %S" title titles)))))
            ((symbol-function 'y-or-n-p) #'always)
            (last-nonmenu-event 'keyboard)) ; else it asks by a menu
    (eglot-code-actions (line-beginning-position) (line-end-position) nil t))
  (save-some-buffers t)
  (wait-for (format "%d diagnostics after '%s'" count title)
            (lambda () (= (length (found)) count))))

(defun text-of (name)
  (with-temp-buffer
    (insert-file-contents (concat folder name))
    (buffer-string)))

(with-temp-file (concat folder "compile_flags.txt")
  (insert "-std=c++20\n-I" (getenv "INCLUDE") "\n"))
(add-to-list 'eglot-server-programs `(c++-mode ,(getenv "SERVER") "--log=error" "--background-index=false"))
(find-file (concat folder "log.cpp"))
(c++-mode)
(apply #'eglot (eglot--guess-contact))
(wait-for "diagnostics" (lambda () (= (length (found)) 3)))
(dolist (each (found))
  (message "%d: %s" (car each) (cdr each)))
(act 4 "in 2 files$" 2)
(act 8 "^insert 'co_await '" 1)
(act 9 "^silence 'async-discarded-task'" 0)
(dolist (name '("log.h" "log.cpp"))
  (unless (string= (text-of name) (text-of (concat "fixed/" name)))
    (error "%s is now:\n%s" name (text-of name))))
(kill-emacs 0)

//--- .clang-tidy
Checks: 'async-*'
//--- log.h
#pragma once
#include "acme/task.h"
#include "acme/void.h"
void log(int n);
//--- log.cpp
#include "log.h"
acme::task<> wait(int n);

void log(int n) { co_await wait(n); }

acme::task<> both() {
  co_await wait(0);
  wait(1);
  wait(2);
}
//--- fixed/log.h
#pragma once
#include "acme/task.h"
#include "acme/void.h"
acme::task<void> log(int n);
//--- fixed/log.cpp
#include "log.h"
acme::task<> wait(int n);

acme::task<> log(int n) { co_await wait(n); }

acme::task<> both() {
  co_await wait(0);
  co_await wait(1);
  wait(2); // NOLINT(async-discarded-task)
}
//--- end
