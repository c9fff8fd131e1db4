-- A secret that was shown and not confirmed yet: nobody is asked for its codes.
alter table users add column totp_pending text;
