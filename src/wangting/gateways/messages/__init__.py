"""Mail and SMS: letters leave the house through a Sender; the spool is the embedded one."""
