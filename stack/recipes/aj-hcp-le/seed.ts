import { pythonOf } from '../built-checkout.ts';
import type { RecipeContext } from '../recipe.ts';
import { crowd, people, secretsOf } from './accounts.ts';
import { environmentOf } from './environment.ts';
import { ajTree, layOut } from './tree.ts';

const seedTimeoutMs = 120_000;

/**
 * People, customers, jobs, parts and invoices by the system's own models, so that its signals and numbers are its own.
 * Tokens are made by its signal, and given this run's value. The crowd's password is hashed once.
 */
const program = `
import json, os
import django
django.setup()
from datetime import date, timedelta
from decimal import Decimal
from django.contrib.auth.hashers import make_password
from fsm_core.models import User
from rest_framework.authtoken.models import Token
from customers.models import Customer, Property
from jobs.models import EmergencyCall, Job, ServiceType, Technician
from inventory.models import Category, Item, PurchaseOrder, StockMovement, Supplier
from scheduling.models import Appointment
from billing.models import Estimate, Invoice, InvoiceLineItem, Payment

hashes = {}
for one in json.loads(os.environ["GOLIVE_SEED"]):
    hashed = hashes.setdefault(one["password"], None) or make_password(one["password"])
    hashes[one["password"]] = hashed
    staff = one["role"] == "admin"
    user = User(username=one["username"], email=one["email"], role=one["role"], first_name=one["firstName"],
                last_name=one["lastName"], is_staff=staff, is_superuser=staff, password=hashed)
    user.save()
    Token.objects.filter(user=user).update(key=one["token"])

admin = User.objects.get(username="golive.admin")
services = [ServiceType.objects.create(name=n, base_price=p, estimated_duration_hours=h, skill_level_required=s)
            for n, p, h, s in [("Electrical Repair", 150, 2, "journeyman"), ("Panel Installation", 800, 6, "master"),
                               ("Outlet Installation", 120, 1, "apprentice")]]
tech = Technician.objects.create(user=User.objects.get(username="golive.technician"), employee_id="EMP900",
                                 phone="+12155550201", skill_level="master", hourly_rate=85)
today = date.today()
states = ["pending", "scheduled", "in_progress", "completed"]
for n in range(40):
    customer = Customer.objects.create(
        first_name="Cora", last_name=f"Customer {n:03d}", email=f"cora{n:03d}@example.com",
        phone=f"+1215555{1000 + n}", street_address=f"{n + 1} Market St", city="Philadelphia", state="PA",
        zip_code="19101", customer_type="commercial" if n % 4 == 0 else "residential")
    place = Property.objects.create(customer=customer, property_type="single_family", city="Philadelphia",
                                    street_address=f"{n + 1} Market St", state="PA", zip_code="19101")
    job = Job.objects.create(
        job_number=f"AJ-SEED-{n:04d}", title=f"Job {n:03d}", description="Replace an outlet", customer=customer,
        property=place, service_type=services[n % 3], status=states[n % 4], priority="normal",
        scheduled_date=today + timedelta(days=n % 5 - 2), assigned_technician=tech, created_by=admin,
        estimated_cost=Decimal("150.00"))
    if n % 4 == 3:
        # Past the model's own save, which fails for every new invoice.
        [invoice] = Invoice.objects.bulk_create([Invoice(
            invoice_number=f"INV-SEED-{n:04d}", customer=customer, billing_property=place, job=job, created_by=admin,
            due_date=today + timedelta(days=30), subtotal=150, total_amount=150, amount_due=150)])
        InvoiceLineItem.objects.bulk_create([InvoiceLineItem(
            invoice=invoice, description="Outlet", quantity=2, unit_price=75, line_number=1, total_amount=150)])
# As an old system leaves them: nobody can be reached by what is not there.
Customer.objects.create(first_name="Ines", last_name="Unreached", email="", phone="", street_address="1 Market St",
                        city="Philadelphia", state="PA", zip_code="19101")
kind = Category.objects.create(name="Outlets")
supplier = Supplier.objects.create(name="Main Supply")
for n in range(30):
    item = Item.objects.create(
        item_code=f"PART-{n:03d}", name=f"Outlet type {n:03d}", category=kind, primary_supplier=supplier,
        cost_price=Decimal("4.50"), sell_price=Decimal("9.00"), current_stock=50, minimum_stock=5,
        reorder_point=10, reorder_quantity=40, created_by=admin)
# More than a page of each: the bound of a list that is shorter cannot be seen.
invoice = Invoice.objects.first()
first = Job.objects.first()
many = range(25)
ServiceType.objects.bulk_create([ServiceType(name=f"Service {n:03d}", base_price=100, estimated_duration_hours=1,
    skill_level_required="apprentice") for n in many])
crowd = list(User.objects.filter(username__startswith="load")[:25])
Technician.objects.bulk_create([Technician(user=u, employee_id=f"CRW{n:03d}", phone="+12155550202",
    skill_level="apprentice", hourly_rate=30) for n, u in enumerate(crowd)])
Appointment.objects.bulk_create([Appointment(title=f"Meeting {n:03d}", appointment_type="meeting", technician=tech,
    scheduled_date=today + timedelta(days=n), scheduled_start_time="09:00", scheduled_end_time="10:00",
    created_by=admin) for n in many])
StockMovement.objects.bulk_create([StockMovement(item=item, movement_type="purchase", quantity=1,
    recorded_by=admin) for n in many])
PurchaseOrder.objects.bulk_create([PurchaseOrder(po_number=f"PO-SEED-{n:03d}", supplier=supplier,
    created_by=admin) for n in many])
Invoice.objects.bulk_create([Invoice(invoice_number=f"INV-MORE-{n:03d}", customer=first.customer,
    created_by=admin, due_date=today + timedelta(days=30)) for n in many])
Estimate.objects.bulk_create([Estimate(estimate_number=f"EST-SEED-{n:03d}", customer=first.customer,
    created_by=admin, expiration_date=today + timedelta(days=30)) for n in many])
Payment.objects.bulk_create([Payment(invoice=invoice, customer=invoice.customer, amount=1,
    payment_method="cash") for n in many])
EmergencyCall.objects.bulk_create([EmergencyCall(caller_name=f"Caller {n:03d}", caller_phone="+12155550203",
    emergency_description="No light", location_address="1 Market St") for n in many])
print("seeded")
`;

/** Four people of the roles, a hundred of the load, forty customers with jobs, thirty parts, ten invoices. */
export async function seedDatabase(context: RecipeContext): Promise<void> {
  const { backend } = await layOut(context);
  // They come by the environment, and stand in no list of processes.
  const asked = [...people, ...crowd].map((one) => ({ ...one, ...secretsOf(one, context.secret) }));
  await context.run(pythonOf(context, ajTree.python.environments), ['-c', program], {
    folder: backend,
    environment: { ...(await environmentOf(context)), GOLIVE_SEED: JSON.stringify(asked) },
    timeoutMs: seedTimeoutMs,
    label: 'seed by the system’s own models',
  });
}
