;; Emacs 29 or newer, with Eglot, which runs one server per buffer.
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '((python-mode python-ts-mode)
                 . ("samepath" "server" :initializationOptions (:showNotes :json-false)))))
